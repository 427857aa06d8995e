import { costMultiplier, usualCost, type Capability, type ModelResource, type Price } from '@understudy/contract';
import type { Registry } from './registry.ts';
import { stepHealth, type StepHealth } from './stepHealth.ts';

/** What a step costs beside the primary, for a usual request. */
export type StepCost =
  | { readonly kind: 'baseline' }
  | { readonly kind: 'multiplier'; readonly value: number }
  /** The primary costs nothing, so there is no multiplier: USD more for one usual request. */
  | { readonly kind: 'extra'; readonly usd: number }
  /** No price of the step or of the primary. */
  | { readonly kind: 'unknown' };

/** Everything that the card of a step shows. */
export interface StepFacts {
  readonly model: string;
  /** Undefined = the model is not in the registry. */
  readonly provider: string | undefined;
  readonly local: boolean;
  readonly price: Price | 'free' | 'unknown';
  /** Tokens; undefined = unknown. */
  readonly contextWindow: number | undefined;
  /** Undefined = unknown. */
  readonly capabilities: readonly Capability[] | undefined;
  readonly health: StepHealth;
  readonly cost: StepCost;
}

/** `usualCost` counts in millionths of a USD. */
const MICRO = 1_000_000;

function isLocal(model: ModelResource | undefined): boolean {
  return model?.status?.local ?? false;
}

function costOfUsual(model: ModelResource | undefined): number | null {
  if (model === undefined) return null;
  return usualCost(model, { location: isLocal(model) ? 'local' : 'remote' }) ?? null;
}

function stepCost(id: string, primary: string, registry: Registry): StepCost {
  if (id === primary) return { kind: 'baseline' };
  const [cost, baseline] = [costOfUsual(registry.get(id)), costOfUsual(registry.get(primary))];
  if (cost === null || baseline === null) return { kind: 'unknown' };
  const value = costMultiplier(cost, baseline);
  return value === null ? { kind: 'extra', usd: (cost - baseline) / MICRO } : { kind: 'multiplier', value };
}

function priceOf(price: Price | undefined, local: boolean): StepFacts['price'] {
  if (local) return 'free';
  if (price === undefined) return 'unknown';
  return price.input === 0 && price.output === 0 ? 'free' : price;
}

/** Facts of the step `id` in the chain of `primary`. */
export function stepFacts(id: string, primary: string, registry: Registry): StepFacts {
  const model = registry.get(id);
  const local = isLocal(model);
  return {
    model: id,
    provider: model?.provider,
    local,
    price: priceOf(model?.price, local),
    contextWindow: model?.contextWindow,
    capabilities: model?.capabilities,
    health: stepHealth(model),
    cost: stepCost(id, primary, registry),
  };
}
