import { UPSTREAM_MODES } from './upstreamMode.ts';

/** Value of the key that the agent sends upstream; nobody checks it. */
export const AGENT_ENV = { BENCH_API_KEY: 'bench-upstream-key' } as const;

/** Breaker that counts but does not open: each request of a failover measure shall meet the failure. */
const NEVER_OPENS = { failureThreshold: 10_000, minRequests: 1_000_000 };
const MUST_FAIL = new Set(['e500', 'e429', 'refused']);
const PRICE = { input: 2.5, output: 10 };

function provider(id: string, baseUrl: string): object {
  const breaker = MUST_FAIL.has(id) ? { breaker: NEVER_OPENS } : {};
  return { id, dialect: 'openai', baseUrl, apiKey: 'env:BENCH_API_KEY', ...breaker };
}

function model(id: string, providerId = id): object {
  return { id, provider: providerId, price: PRICE };
}

/**
 * The agent's configuration: one provider and model for each mode of the upstream, each with a fallback; preset
 * `immediate`, and the same chains under `patient`. YAML, in its JSON form.
 */
export function agentConfig(upstreamPort: number, refusedPort: number): string {
  const modes = Object.keys(UPSTREAM_MODES);
  const chains = [...modes, 'refused'].filter((id) => id !== 'backup');
  return JSON.stringify({
    version: 1,
    providers: [
      ...modes.map((mode) => provider(mode, `http://127.0.0.1:${upstreamPort}/${mode}/v1`)),
      provider('refused', `http://127.0.0.1:${refusedPort}/v1`),
    ],
    models: [
      ...modes.map((mode) => model(mode)),
      model('refused'),
      model('spare', 'small'),
      model('patient-small', 'small'),
      model('patient-e500', 'e500'),
    ],
    chains: [
      ...chains.map((id) => ({ model: id, fallbacks: [id === 'flaky' ? 'backup' : 'spare'] })),
      { model: 'patient-small', fallbacks: ['spare'], preset: 'patient' },
      { model: 'patient-e500', fallbacks: ['spare'], preset: 'patient' },
    ],
    policy: { preset: 'immediate' },
  });
}
