import { IDLE, selfTimes } from './cpuProfile.ts';
import type { CallFrame, CpuProfile, ProfileNode } from './cpuProfile.ts';

/** A function in its place in the tree of calls, with the time of itself and all it called. */
export interface CallTree {
  readonly frame: CallFrame;
  readonly us: number;
  /** Longest first. */
  readonly children: readonly CallTree[];
}

/**
 * The profile as a tree without its idle time.
 *
 * @throws Error when the profile has no nodes
 */
export function callTree(profile: CpuProfile): CallTree {
  const times = selfTimes(profile);
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const build = (node: ProfileNode): CallTree => {
    const children = (node.children ?? [])
      .flatMap((id) => nodes.get(id) ?? [])
      .filter(({ callFrame }) => callFrame.functionName !== IDLE)
      .map(build)
      .filter((child) => child.us > 0)
      .toSorted((a, b) => b.us - a.us);
    const below = children.reduce((sum, child) => sum + child.us, 0);
    return { frame: node.callFrame, us: (times.get(node.id) ?? 0) + below, children };
  };
  const [root] = profile.nodes;
  if (root === undefined) throw new Error('the profile is empty');
  return build(root);
}
