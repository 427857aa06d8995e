/** Models and chains of the control measure, and the events that its agent holds before it is measured. */
export const CONTROL_MODELS = 1_000;
export const CONTROL_EVENTS = 100_000;

/** Every 20th model fails and falls back, so that there are fallbacks to count. */
const FAILS_EVERY = 20;
const PROVIDERS = 10;
/** The failing ones shall fail each time. */
const NEVER_OPENS = { failureThreshold: 10_000, minRequests: 1_000_000 };

/** Name of a model of the control measure. */
export function controlModel(index: number): string {
  return `model-${index}`;
}

/** Whether a model's primary fails. */
function failsFirst(index: number): boolean {
  return index % FAILS_EVERY === 0;
}

/** A configuration of 1,000 models, each with a chain, over ten providers and a failing one. YAML, in its JSON form. */
export function controlConfig(upstreamPort: number): string {
  const indexes = Array.from({ length: CONTROL_MODELS }, (_, index) => index);
  const provider = (id: string, mode: string, more: object = {}): object => ({
    id,
    dialect: 'openai',
    baseUrl: `http://127.0.0.1:${upstreamPort}/${mode}/v1`,
    apiKey: 'env:BENCH_API_KEY',
    ...more,
  });
  const next = (index: number): string => controlModel((failsFirst(index) ? index + 1 : index + 3) % CONTROL_MODELS);
  return JSON.stringify({
    version: 1,
    providers: [
      ...Array.from({ length: PROVIDERS }, (_, index) => provider(`provider-${index}`, 'small')),
      provider('failing', 'e500', { breaker: NEVER_OPENS }),
    ],
    models: indexes.map((index) => ({
      id: controlModel(index),
      provider: failsFirst(index) ? 'failing' : `provider-${index % PROVIDERS}`,
      price: { input: 2.5, output: 10 },
    })),
    chains: indexes.map((index) => ({ model: controlModel(index), fallbacks: [next(index)] })),
    policy: { preset: 'immediate' },
    validation: { crossChainCycles: 'warn' },
  });
}
