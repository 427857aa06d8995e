import type { ConfigDocument, Model, Provider } from '@understudy/contract';
import { chainDocument, type StepSpec } from '../kit/chainDocument.ts';

/** Multiplies every window, `for` and interval of the rules: 15 minutes take 13.5 s. */
const TIME_SCALE = 0.015;

/** USD per 1M tokens. High enough for a few requests to make a difference. */
const CHEAP = { input: 1_000, output: 1_000 };
const DEAR = { input: 10_000, output: 10_000 };

/** Opens soon, and tries again too seldom to be called flapping (more than five times in 30 minutes). */
const BREAKER: Provider['breaker'] = {
  enabled: true,
  failureThreshold: 3,
  cooldownMs: 8_000,
  maxCooldownMs: 8_000,
};

interface Extras {
  readonly provider?: Partial<Provider>;
  readonly model?: Partial<Model>;
}

/**
 * Chains that fail each in its own way, and one that never does. Every model has a provider of its own, so that no
 * failure touches another; each chain's fallback is called as the model, with `-understudy`.
 */
export function alertDocument(simUrl: string): ConfigDocument {
  const step = (id: string, { provider, model }: Extras = {}): StepSpec => ({
    id,
    url: simUrl,
    provider: { apiKey: 'env:SIM_API_KEY', ...provider },
    model: { price: CHEAP, ...model },
  });
  const pair = (id: string, primary: Extras = {}, fallback: Extras = {}): StepSpec[] => [
    step(id, primary),
    step(`${id}-understudy`, fallback),
  ];
  const tripping = { provider: { breaker: BREAKER } };
  const steps = [
    ...pair('steady'),
    ...pair('broken'),
    ...pair('dear', {}, { model: { price: DEAR } }),
    ...pair('free', { provider: { location: 'local' }, model: { price: { input: 0, output: 0 } } }),
    ...pair('keyless'),
    ...pair('tripping', tripping),
    ...pair('doomed', tripping, tripping),
    ...pair('cut'),
    ...pair('slow'),
    step('never'),
    { id: 'unpriced', url: simUrl, provider: { apiKey: 'env:SIM_API_KEY' } },
  ];
  return chainDocument({
    steps,
    document: {
      chains: steps
        .filter(({ id }) => id.endsWith('-understudy'))
        .map(({ id }) => ({ model: id.replace('-understudy', ''), fallbacks: [id] })),
      policy: { preset: 'immediate', breaker: { enabled: false } },
      alerts: {
        timeScale: TIME_SCALE,
        chains: {
          // Every second stream may break: what speaks of the broken ones is the alert that is meant for them.
          cut: { slo: { availability: 0.5 } },
          slow: { latencyP95Seconds: 1 },
        },
      },
    },
  });
}
