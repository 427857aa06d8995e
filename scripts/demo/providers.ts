import type { Behaviour } from '../../tests/sim/behaviour.ts';
import { type Sim, startSim } from '../../tests/sim/startSim.ts';

/** The three simulated providers of the demo. */
export interface DemoProviders {
  readonly lead: Sim;
  readonly second: Sim;
  readonly local: Sim;
  close(): Promise<void>;
}

/** One call in four fails, each in another way. */
const FAILURE_RATE = 0.25;
const FAILURES: Behaviour[] = [
  { kind: 'error', error: 'rate_limit', latencyMs: 40 },
  { kind: 'error', error: 'server_error', latencyMs: 90 },
  { kind: 'error', error: 'unavailable', latencyMs: 60 },
  { kind: 'reset', latencyMs: 30 },
  { kind: 'empty_completion', latencyMs: 120 },
];

/** Starts them on free ports. The lead fails now and then, the others do not. */
export async function startDemoProviders(): Promise<DemoProviders> {
  const [lead, second, local] = await Promise.all([
    startSim({
      default: { kind: 'ok', latencyMs: 180, chunkDelayMs: 12 },
      failureRate: FAILURE_RATE,
      failures: FAILURES,
      seed: 7,
      record: false,
      fast: false,
    }),
    startSim({ default: { kind: 'ok', latencyMs: 320, chunkDelayMs: 18 }, record: false, fast: false }),
    startSim({ default: { kind: 'ok', latencyMs: 90, chunkDelayMs: 25 }, record: false, fast: false }),
  ]);
  return {
    lead,
    second,
    local,
    close: async () => {
      await Promise.all([lead.close(), second.close(), local.close()]);
    },
  };
}

/** The demo's understudy.yaml: an OpenAI lead, a dearer Anthropic fallback (translated), a free local one. */
export function demoDocument(providers: DemoProviders): string {
  return `# The configuration of the demo. Copy it, point the base URLs at real providers, and start with --config.
version: 1
providers:
  - id: lead-cloud
    dialect: openai
    baseUrl: ${providers.lead.url}/v1
    apiKey: env:DEMO_LEAD_API_KEY
  - id: second-cloud
    dialect: anthropic
    baseUrl: ${providers.second.url}
    apiKey: env:DEMO_SECOND_API_KEY
  - id: local-server
    dialect: ollama
    baseUrl: ${providers.local.url}/v1
    location: local
models:
  - id: gpt-4o
    provider: lead-cloud
    displayName: GPT-4o (simulated)
    price: { input: 2.5, output: 10 }
    contextWindow: 128000
    capabilities: [tools, vision, json]
  - id: claude-sonnet
    provider: second-cloud
    displayName: Claude Sonnet (simulated)
    price: { input: 3, output: 15 }
    contextWindow: 200000
    capabilities: [tools, vision, json]
  - id: llama3
    provider: local-server
    displayName: Llama 3 (simulated)
    contextWindow: 128000
    capabilities: [tools, json]
chains:
  - model: gpt-4o
    fallbacks: [claude-sonnet, llama3]
  - model: claude-sonnet
    fallbacks: [llama3]
    preset: patient          # retries after 2, 4 and 8 s before it falls back; drill it to see that
policy:
  preset: immediate
`;
}
