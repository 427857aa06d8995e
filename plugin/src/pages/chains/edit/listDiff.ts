import { movedSteps } from './movedSteps.ts';

/** What happened to a step of a list; `was` counts from 1. */
export type StepMark =
  { readonly kind: 'same' } | { readonly kind: 'new' } | { readonly kind: 'moved'; readonly was: number };

/** One step as it was. */
export interface StepBefore {
  readonly model: string;
  readonly removed: boolean;
}

/** One step as it will be. */
export interface StepAfter {
  readonly model: string;
  readonly mark: StepMark;
}

/** A list of steps before and after, step by step. */
export interface ListDiff {
  readonly before: readonly StepBefore[];
  readonly after: readonly StepAfter[];
}

/** Compares two lists of steps; see `movedSteps` for `touched`. */
export function listDiff(
  before: readonly string[],
  after: readonly string[],
  touched: readonly string[] = [],
): ListDiff {
  const moved = movedSteps(before, after, touched);
  const markOf = (model: string): StepMark => {
    const was = before.indexOf(model) + 1;
    if (was === 0) return { kind: 'new' };
    return moved.has(model) ? { kind: 'moved', was } : { kind: 'same' };
  };
  return {
    before: before.map((model) => ({ model, removed: !after.includes(model) })),
    after: after.map((model) => ({ model, mark: markOf(model) })),
  };
}
