import type { Chain } from '@understudy/contract';

/** A chain as the agent holds it at one moment. */
export interface ChainSnapshot {
  /** Null = the model has no chain. */
  readonly chain: Chain | null;
  /** ETag to write over it with; absent where there is no chain. */
  readonly etag: string | undefined;
}

/** What a chain without anything says: the model is called alone. */
export function emptyChain(model: string): Chain {
  return { model, fallbacks: [] };
}

/** Keys that hold nothing are as good as absent, and the order of keys means nothing. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, normal(item)] as const);
  return Object.fromEntries(entries);
}

/** Whether two values of a chain say the same. */
export function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(normal(a)) === JSON.stringify(normal(b));
}

/** Whether two chains do the same: `enabled: true` is the default, so written or not. */
export function sameChain(a: Chain, b: Chain): boolean {
  const told = (chain: Chain): Chain => ({ ...chain, enabled: chain.enabled ?? true });
  return sameValue(told(a), told(b));
}
