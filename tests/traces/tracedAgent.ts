import type { ConfigDocument } from '@understudy/contract';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { chainDocument, stepAt } from '../kit/chainDocument.ts';
import type { SimTrio } from '../kit/simTrio.ts';
import type { Workshop } from '../kit/workshop.ts';
import type { OtlpReceiver } from './otlpReceiver.ts';

/** In the headers of every export, and nowhere else. */
export const COLLECTOR_SECRET = 'canary-collector-secret';
/** In every prompt; a trace must not hold it. */
export const PROMPT = 'canary-prompt';
/** The client's key, of a document with `clients`. */
export const CLIENT_KEY = 'sk-canary-client-0123456789';

/** A chain over three simulated providers, of which the second is local. */
export function tracedDocument({ lead, second, third }: SimTrio): ConfigDocument {
  return chainDocument({
    steps: [
      stepAt(lead, 'lead'),
      stepAt(second, 'second', 'openai', { provider: { location: 'local' } }),
      stepAt(third, 'third', 'anthropic'),
    ],
    policy: { preset: 'immediate', triggers: { server_error: { retries: 1, backoffFactor: 1 } } },
    document: { clients: [{ id: 'shop', key: CLIENT_KEY }] },
  });
}

/** Flags and variables of an agent with traces. */
export interface TracedOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts an agent that sends its traces to the receiver, soon. */
export async function startTraced(
  shop: Workshop,
  document: ConfigDocument,
  receiver: OtlpReceiver,
  { args = [], env = {} }: TracedOptions = {},
): Promise<AgentProcess> {
  const config = await shop.write('understudy.json', document);
  const agent = shop.spawn(['--config', config, '--traces', 'otlp', ...args], {
    env: {
      UNDERSTUDY_MASTER_KEY: 'a passphrase for tests only',
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_HEADERS: `x-collector-key=${COLLECTOR_SECRET}`,
      OTEL_BSP_SCHEDULE_DELAY: '20',
      ...env,
    },
  });
  return agent.ready();
}

/** Asks for `lead`; answers the request's id and status. */
export async function ask(
  agent: AgentProcess,
  { headers = {}, stream = false, model = 'lead', key = CLIENT_KEY } = {},
): Promise<{ id: string; status: number; text: string }> {
  const response = await fetch(`${agent.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
    body: JSON.stringify({ model, stream, messages: [{ role: 'user', content: PROMPT }] }),
  });
  const text = await response.text();
  return { id: response.headers.get('x-understudy-request-id') ?? '', status: response.status, text };
}
