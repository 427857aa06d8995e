import { modelSchema, type Model } from '@understudy/contract';
import type { Deployment } from '../file/configFile.ts';
import type { PlainRecord } from '../file/plain.ts';

const TOKENS_PER_PRICE = 1_000_000;

function numberIn(key: string, ...places: readonly PlainRecord[]): number | undefined {
  const found = places.map((place) => place[key]).find((value) => typeof value === 'number');
  return typeof found === 'number' && Number.isFinite(found) && found >= 0 ? found : undefined;
}

/** 0.0000025 a token is 2.5 a million, not 2.4999999999999996. */
function perMillion(perToken: number): number {
  return Number((perToken * TOKENS_PER_PRICE).toPrecision(12));
}

/** A model of Understudy, with what the deployment says of its size and price. */
export function modelOf({ group, params, info }: Deployment, provider: string, upstreamModel: string): Model {
  const input = numberIn('input_cost_per_token', params, info);
  const output = numberIn('output_cost_per_token', params, info);
  const context = numberIn('max_input_tokens', info);
  const maxOutput = numberIn('max_output_tokens', info);
  return modelSchema.parse({
    id: group,
    provider,
    ...(upstreamModel === group ? {} : { upstreamModel }),
    ...(input === undefined || output === undefined
      ? {}
      : { price: { input: perMillion(input), output: perMillion(output) } }),
    ...(context === undefined || context < 1 ? {} : { contextWindow: Math.floor(context) }),
    ...(maxOutput === undefined || maxOutput < 1 ? {} : { maxOutput: Math.floor(maxOutput) }),
  });
}
