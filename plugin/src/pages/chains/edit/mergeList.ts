import { movedSteps } from './movedSteps.ts';

/** A list of steps in three states. */
export interface ThreeLists {
  /** What both began with. */
  readonly base: readonly string[];
  /** What somebody else saved. */
  readonly theirs: readonly string[];
  /** What is edited here. */
  readonly mine: readonly string[];
  /** Steps that were dragged here. */
  readonly touched: readonly string[];
}

/** Puts `model` behind the nearest step before it in `mine` that is already placed, else first. */
function place(model: string, mine: readonly string[], result: string[]): void {
  const before = mine.slice(0, mine.indexOf(model)).filter((other) => result.includes(other));
  const anchor = before.at(-1);
  result.splice(anchor === undefined ? 0 : result.indexOf(anchor) + 1, 0, model);
}

/**
 * Their list with the edits of here on top: what was removed here goes, what was added or moved here takes its place behind the
 * step that it stands behind here; everything else stays as they saved it.
 */
export function mergeList({ base, theirs, mine, touched }: ThreeLists): string[] {
  const moved = movedSteps(base, mine, touched);
  const mineToPlace = mine.filter((model) => moved.has(model) || !base.includes(model));
  const result = theirs.filter(
    (model) => !mineToPlace.includes(model) && !(base.includes(model) && !mine.includes(model)),
  );
  for (const model of mineToPlace) place(model, mine, result);
  return result;
}
