import type { ModelResource, ModelStatus } from '@understudy/contract';
import { registryOf, type Registry } from './registry.ts';

const STATUS: ModelStatus = {
  breaker: null,
  chains: [],
  health: 'healthy',
  reason: '',
  recent: { attempts: 0, failures: 0 },
  local: false,
  blockedBy: null,
};

/** A model for tests, healthy unless told otherwise. */
export function model(id: string, over: Partial<ModelResource> = {}, status: Partial<ModelStatus> = {}): ModelResource {
  return { id, provider: 'openai', status: { ...STATUS, ...status }, ...over };
}

const OPEN = {
  upstreamModel: 'gpt-4o',
  state: 'open',
  nextProbeAt: '2026-03-10T12:00:41.000Z',
  openedBy: 'rate_limit',
  openSince: '2026-03-10T12:00:00.000Z',
} as const;

/** The registry of the pictures of ui.md. */
export function pictureRegistry(): Registry {
  return registryOf([
    model(
      'gpt-4o',
      {
        price: { input: 2.5, output: 10 },
        contextWindow: 128_000,
        capabilities: ['tools', 'vision', 'json'],
      },
      { breaker: OPEN },
    ),
    model(
      'claude-sonnet',
      {
        provider: 'anthropic',
        price: { input: 3, output: 15 },
        contextWindow: 200_000,
        capabilities: ['tools', 'vision', 'json'],
      },
      { recent: { attempts: 1_000, failures: 3 } },
    ),
    model(
      'llama3.3:70b',
      { provider: 'ollama', contextWindow: 64_000, capabilities: ['tools', 'json'] },
      { local: true },
    ),
    model(
      'gpt-4-turbo',
      { price: { input: 10, output: 30 }, contextWindow: 128_000, capabilities: ['tools', 'vision', 'json'] },
      { health: 'degraded', recent: { attempts: 1_000, failures: 81 } },
    ),
    model(
      'mistral-large',
      { provider: 'mistral', price: { input: 2, output: 6 } },
      { health: 'unknown', blockedBy: 'provider mistral has no usable credential' },
    ),
    model('retired', { enabled: false }, { health: 'disabled', blockedBy: 'model retired is disabled' }),
  ]);
}
