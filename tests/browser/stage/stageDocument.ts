import type { ConfigDocument, Provider } from '@understudy/contract';
import type { SimTrio } from '../../kit/simTrio.ts';
import { CANARIES } from './canaries.ts';

function providers({ lead, second, third }: SimTrio): Provider[] {
  return [
    { id: 'openai', dialect: 'openai', baseUrl: `${lead.url}/v1`, apiKey: CANARIES.sealedKey },
    { id: 'anthropic', dialect: 'anthropic', baseUrl: second.url, apiKey: 'env:SECOND_API_KEY' },
    { id: 'ollama', dialect: 'ollama', baseUrl: `${third.url}/v1`, location: 'local' },
    { id: 'mistral', dialect: 'openai', baseUrl: `${second.url}/v1`, apiKey: 'env:ABSENT_API_KEY' },
  ];
}

/**
 * What specs play with: a cloud lead, a dearer cloud, a free local server, and a provider without a key; chains with a
 * warning each (price, capability, key), one of a model with slashes, and one without fallbacks.
 */
export function stageDocument(trio: SimTrio): ConfigDocument {
  return {
    version: 1,
    providers: providers(trio),
    models: [
      {
        id: 'gpt-4o',
        provider: 'openai',
        displayName: 'GPT-4o',
        price: { input: 2.5, output: 10 },
        contextWindow: 128_000,
        capabilities: ['tools', 'vision', 'json'],
        verified: true,
      },
      {
        id: 'gpt-4-turbo',
        provider: 'openai',
        price: { input: 10, output: 30 },
        contextWindow: 128_000,
        capabilities: ['tools', 'vision', 'json'],
      },
      {
        id: 'claude-sonnet',
        provider: 'anthropic',
        price: { input: 3, output: 15 },
        contextWindow: 200_000,
        capabilities: ['tools', 'vision', 'json'],
      },
      { id: 'llama3.3:70b', provider: 'ollama', contextWindow: 128_000, capabilities: ['tools', 'json'] },
      { id: 'mistral-large', provider: 'mistral', price: { input: 2, output: 6 }, contextWindow: 128_000 },
      { id: 'meta-llama/llama-3.1/8b-instruct', provider: 'ollama', contextWindow: 32_000 },
    ],
    chains: [
      { model: 'gpt-4o', fallbacks: ['claude-sonnet', 'llama3.3:70b'] },
      { model: 'gpt-4-turbo', fallbacks: ['gpt-4o', 'mistral-large'] },
      { model: 'claude-sonnet', fallbacks: ['llama3.3:70b'], preset: 'patient' },
      { model: 'meta-llama/llama-3.1/8b-instruct', fallbacks: ['llama3.3:70b'] },
    ],
    policy: { preset: 'immediate' },
    clients: [{ id: 'checkout', key: CANARIES.clientKey }],
  };
}
