import { IDLE, selfTimes } from './cpuProfile.ts';
import type { CallFrame, CpuProfile } from './cpuProfile.ts';

/** A function with the time it ran itself, in all its places in the tree. */
export interface SelfTime {
  readonly frame: CallFrame;
  readonly us: number;
  /** Share of the time in which anything ran, 0 to 1. */
  readonly share: number;
}

/** Tells functions apart. */
export function frameKey({ functionName, url, lineNumber, columnNumber }: CallFrame): string {
  return `${functionName}|${url}|${lineNumber}|${columnNumber}`;
}

/** The functions by the time they ran themselves, longest first; idle time is left out. */
export function topSelfTime(profile: CpuProfile, count: number): SelfTime[] {
  const times = selfTimes(profile);
  const byFunction = new Map<string, { frame: CallFrame; us: number }>();
  let busy = 0;
  for (const { id, callFrame } of profile.nodes) {
    const us = times.get(id) ?? 0;
    if (callFrame.functionName === IDLE) continue;
    busy += us;
    const key = frameKey(callFrame);
    const entry = byFunction.get(key) ?? { frame: callFrame, us: 0 };
    entry.us += us;
    byFunction.set(key, entry);
  }
  const longestFirst = [...byFunction.values()].toSorted((a, b) => b.us - a.us);
  return longestFirst.slice(0, count).map(({ frame, us }) => ({ frame, us, share: us / busy }));
}
