import type { CallTree } from './callTree.ts';
import type { CallFrame } from './cpuProfile.ts';
import { frameKey } from './topSelfTime.ts';

/** A function with the time of itself and of everything it called. */
export interface TotalTime {
  readonly frame: CallFrame;
  readonly us: number;
  /** Share of the whole tree, 0 to 1. */
  readonly share: number;
}

function collect(
  tree: CallTree,
  above: ReadonlySet<string>,
  found: Map<string, { frame: CallFrame; us: number }>,
): void {
  const key = frameKey(tree.frame);
  // What a function spends in calls of itself is in its outermost call already.
  if (!above.has(key)) {
    const entry = found.get(key) ?? { frame: tree.frame, us: 0 };
    entry.us += tree.us;
    found.set(key, entry);
  }
  const below = new Set(above).add(key);
  for (const child of tree.children) collect(child, below, found);
}

/** The functions that `include` chooses by the time of themselves and all they called, longest first. */
export function topTotalTime(tree: CallTree, count: number, include: (frame: CallFrame) => boolean): TotalTime[] {
  const found = new Map<string, { frame: CallFrame; us: number }>();
  collect(tree, new Set(), found);
  return [...found.values()]
    .filter(({ frame }) => include(frame))
    .toSorted((a, b) => b.us - a.us)
    .slice(0, count)
    .map(({ frame, us }) => ({ frame, us, share: us / tree.us }));
}
