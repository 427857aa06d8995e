import { ELIGIBLE_OUTCOMES, ELIGIBLE_ROUTES, RELOAD_RESULTS, labelValue, type HopReason } from '@understudy/contract';
import type { CompiledChain } from '../../engine/index.ts';
import { hopLabels } from './bookAttempt.ts';
import type { Families } from './families.ts';
import { targetLabels } from './labelBook.ts';

/** The commonest reasons for leaving a step. Others are born on first use: all of them would double a quiet scrape. */
const COMMON_REASONS: readonly HopReason[] = ['rate_limit', 'timeout', 'server_error', 'connection'];

/**
 * Makes the counters of configured models appear at 0: one that is born at 1 has no increase. Adding 0 leaves those that
 * count already as they are.
 */
export function zeroInit(families: Families, chains: ReadonlyMap<string, CompiledChain>): void {
  for (const result of RELOAD_RESULTS) families.configReloads.add({ result }, 0);
  for (const [id, chain] of chains) {
    const model = labelValue(id);
    for (const route of ELIGIBLE_ROUTES) {
      for (const outcome of ELIGIBLE_OUTCOMES) families.requests.add({ model, route, outcome }, 0);
    }
    zeroHops(families, model, chain);
  }
}

function zeroHops(families: Families, model: string, chain: CompiledChain): void {
  for (const [position, to] of chain.steps.entries()) {
    const from = chain.steps[position - 1];
    if (from === undefined || position > chain.policy.maxDepth) continue;
    for (const reason of COMMON_REASONS) {
      families.fallbacks.add(hopLabels(model, targetLabels(from), targetLabels(to), reason), 0);
    }
  }
}
