import type { Model } from '../document/model.ts';
import type { Provider } from '../document/provider.ts';

/** Tokens of a request of which nothing is known (semantics.md, "Cost"). */
const USUAL_INPUT_TOKENS = 500;
const USUAL_OUTPUT_TOKENS = 50;

/** What a usual request costs by a model's price, in millionths of a USD; 0 on a local provider, `undefined` where unknown. */
export function usualCost(
  model: Pick<Model, 'price'>,
  provider: Pick<Provider, 'location'> | undefined,
): number | undefined {
  if (provider?.location === 'local') return 0;
  if (model.price === undefined) return undefined;
  return USUAL_INPUT_TOKENS * model.price.input + USUAL_OUTPUT_TOKENS * model.price.output;
}
