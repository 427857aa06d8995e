import { documentSchema } from '@understudy/contract';

/** Three models in a chain, a local one, one without a price and one that is switched off. */
export const READING_DOCUMENT = documentSchema.parse({
  version: 1,
  providers: [
    { id: 'one', dialect: 'openai', baseUrl: 'https://one.example/v1', apiKey: 'env:ONE_API_KEY' },
    { id: 'two', dialect: 'openai', baseUrl: 'https://two.example/v1', apiKey: 'env:TWO_API_KEY' },
    { id: 'box', dialect: 'openai', baseUrl: 'http://127.0.0.1:11434/v1', location: 'local' },
    { id: 'off', dialect: 'openai', baseUrl: 'https://off.example/v1', apiKey: 'env:OFF_API_KEY', enabled: false },
  ],
  models: [
    { id: 'a', provider: 'one', displayName: 'Model A', price: { input: 2, output: 10 } },
    { id: 'b', provider: 'two', price: { input: 4, output: 20 } },
    { id: 'local', provider: 'box' },
    { id: 'bare', provider: 'two' },
  ],
  chains: [
    { model: 'a', fallbacks: ['b', 'local'], preset: 'immediate' },
    { model: 'b', fallbacks: ['local'], preset: 'immediate' },
  ],
  policy: { breaker: { failureThreshold: 2, cooldownMs: 30_000 } },
  costs: { referenceModel: 'b', currency: { display: 'BRL', rate: 5, rateDate: '2026-01-01' } },
});
