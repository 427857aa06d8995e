/** Where a function is; line and column from 0. */
export interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** One place in the tree of calls. */
export interface ProfileNode {
  readonly id: number;
  readonly callFrame: CallFrame;
  readonly children?: readonly number[];
}

/** V8's processor profile: which node was running at each sample. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples?: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas?: readonly number[];
}

/** Microseconds that each node was running itself, by its id. */
export function selfTimes(profile: CpuProfile): Map<number, number> {
  const times = new Map<number, number>();
  const { samples = [], timeDeltas = [] } = profile;
  samples.forEach((id, index) => {
    // A sample's node is what runs until the next one.
    const us = Math.max(0, timeDeltas[index + 1] ?? 0);
    times.set(id, (times.get(id) ?? 0) + us);
  });
  return times;
}

/** V8's name for time in which nothing ran. */
export const IDLE = '(idle)';
