import type { Chain, ConfigDocument, DrillRequest } from '@understudy/contract';
import type { CompiledChain, Snapshot } from '../engine/index.ts';
import { triggerOf } from './forcedFailure.ts';

/** Why a drill is not begun. */
export type DrillRefusal =
  | { readonly kind: 'unknown_model' }
  | { readonly kind: 'no_chain' }
  | { readonly kind: 'chain_disabled' }
  /** `steps`: how many the chain has for this failure. */
  | { readonly kind: 'too_many_steps'; readonly steps: number }
  /** A drill of this chain is under way. */
  | { readonly kind: 'running' }
  /** As many drills as may be are under way. */
  | { readonly kind: 'busy'; readonly limit: number }
  | { readonly kind: 'closed' };

/** Steps that a request walks which fails in this way: a context that is too long has a list of its own. */
function stepsFor(chain: CompiledChain, failure: DrillRequest['failure']): number {
  const own = triggerOf(failure) === 'context_window' ? chain.contextWindow : null;
  return own === null ? chain.steps.length : own.length + 1;
}

/** Whether there is such a chain to drill; null = there is. */
export function refusalOf(order: DrillRequest, document: ConfigDocument, snapshot: Snapshot): DrillRefusal | null {
  const compiled = snapshot.chains.get(order.model);
  if (compiled === undefined) return { kind: 'unknown_model' };
  const chain: Chain | undefined = document.chains.find(({ model }) => model === order.model);
  if (chain === undefined) return { kind: 'no_chain' };
  if (chain.enabled === false) return { kind: 'chain_disabled' };
  const steps = stepsFor(compiled, order.failure);
  return order.failSteps > steps ? { kind: 'too_many_steps', steps } : null;
}
