import type { ConfigDocument, DialectName, Model, Provider } from '@understudy/contract';
import { chainDocument, stepAt, type StepSpec } from '../kit/chainDocument.ts';
import type { Sim } from '../sim/startSim.ts';

/** What the agent of the story is started with; keys are references there. */
export const FEATURE_ENV = { SIM_API_KEY: 'simulated', CHECKOUT_KEY: 'checkout-key' };

/** What an application of the story says of itself. */
export const CHECKOUT = { authorization: `Bearer ${FEATURE_ENV.CHECKOUT_KEY}` };

/** Of the circuit that opens in each round. */
export const COOLDOWN_MS = 3_000;

interface Extras {
  readonly dialect?: DialectName;
  readonly provider?: Partial<Provider>;
  readonly model?: Partial<Model>;
}

/** Chains that between them use each feature of the agent. */
export function featureDocument(sim: Sim): ConfigDocument {
  const step = (id: string, { dialect = 'openai', provider, model }: Extras = {}): StepSpec =>
    stepAt(sim, id, dialect, {
      provider: { apiKey: 'env:SIM_API_KEY', ...provider },
      model: { price: { input: 2, output: 10, cachedInput: 1, cacheWrite: 3 }, ...model },
    });
  const local: Extras = { provider: { location: 'local' }, model: { price: { input: 0, output: 0 } } };
  const dear: Extras = { model: { price: { input: 60, output: 300 } } };
  const tripping: Extras = {
    provider: { breaker: { enabled: true, failureThreshold: 2, cooldownMs: COOLDOWN_MS, maxCooldownMs: COOLDOWN_MS } },
  };
  const server_error = { retries: 1, backoffFactor: 1 };
  return chainDocument({
    steps: [
      step('lead'),
      step('second', { ...dear, dialect: 'anthropic' }),
      step('third', local),
      step('google', { dialect: 'google' }),
      step('blind', { model: { capabilities: ['json'] } }),
      step('thrifty'),
      step('off', { model: { enabled: false } }),
      step('tripping', tripping),
      step('doomed'),
      stepAt(sim, 'unpriced', 'openai', { provider: { apiKey: 'env:SIM_API_KEY' } }),
    ],
    document: {
      chains: [
        { model: 'lead', fallbacks: ['second', 'third'], contentPolicyFallbacks: ['second'] },
        { model: 'google', fallbacks: ['third'], policy: { triggers: { server_error } } },
        { model: 'blind', fallbacks: ['off', 'second'] },
        { model: 'thrifty', fallbacks: ['second', 'third'], policy: { maxCostMultiplier: 2 } },
        { model: 'tripping', fallbacks: ['third'] },
      ],
      policy: { preset: 'immediate', breaker: { enabled: false } },
      alerts: { timeScale: 0.015 },
      clients: [{ id: 'checkout', key: 'env:CHECKOUT_KEY' }],
    },
  });
}
