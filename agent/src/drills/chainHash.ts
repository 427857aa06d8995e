import { createHash } from 'node:crypto';
import { TRIGGERS } from '@understudy/contract';
import type { CompiledChain, Step } from '../engine/index.ts';

const known = new WeakMap<CompiledChain, string>();

const named = (steps: readonly Step[]): string[] => steps.map(({ model, target }) => `${model} ${target}`);

/**
 * Hash of what a proof of a chain is about: who is called after whom and which triggers move on. Waits, deadlines and prices
 * are not: a chain that was proven stays so when they change. Worked out once a compiled chain.
 */
export function chainHash(chain: CompiledChain): string {
  const before = known.get(chain);
  if (before !== undefined) return before;
  const { steps, contextWindow, contentPolicy, policy } = chain;
  const lists = [steps, contextWindow, contentPolicy].map((list) => (list === null ? null : named(list)));
  const moving = TRIGGERS.filter((trigger) => policy.triggers[trigger].enabled);
  const hash = createHash('sha256')
    .update(JSON.stringify([...lists, moving, policy.maxDepth]))
    .digest('base64url')
    .slice(0, 22);
  known.set(chain, hash);
  return hash;
}
