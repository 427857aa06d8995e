import { spawnSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { litellmEventSchema, litellmSyncSchema, type LitellmEvent, type LitellmSync } from '@understudy/contract';
import type { ConfigDocument } from '@understudy/contract';
import type { AgentProcess } from '../kit/agentProcess.ts';
import { sseEvents } from '../kit/sseEvents.ts';
import { until } from '../kit/until.ts';
import { openWorkshop, type Workshop } from '../kit/workshop.ts';
import { unusedPort } from '../sim/unusedPort.ts';
import { LITELLM_ENV, litellmTool } from './litellmTools.ts';

export const MASTER_KEY = 'sk-canary-master-71c0ffee';
/** LiteLLM takes 7 s to start, and much longer on a busy machine. */
const FIRST_START_MS = 180_000;
/** What a later start may take, in first starts: one that fails is waited for as long. */
const STARTS = 3;

/** What a person keeps by hand; `mock_response` answers without a network. */
export const HAND_KEPT = `# The proxy of team search. Ask in #search before you change it.
model_list:
  # the lead
  - model_name: gpt-4o
    litellm_params:
      model: openai/gpt-4o
      api_key: os.environ/LEAD_API_KEY
      rpm: 600 # by contract
      mock_response: from gpt-4o
  - model_name: claude
    litellm_params: { model: openai/claude, api_key: os.environ/LEAD_API_KEY, mock_response: from claude }
  - model_name: llama3
    litellm_params: { model: openai/llama3, api_key: os.environ/LEAD_API_KEY, mock_response: from llama3 }
  # not in Understudy
  - model_name: titan
    litellm_params: { model: bedrock/titan, aws_region_name: us-east-1, mock_response: from titan }

router_settings:
  routing_strategy: simple-shuffle # the default, said aloud
  num_retries: 0
  fallbacks: [{ titan: [gpt-4o] }]

general_settings:
  master_key: os.environ/LITELLM_MASTER_KEY
  dangerously_allow_mock_testing_request_params: true
`;

const DOCUMENT: ConfigDocument = {
  version: 1,
  providers: [
    { id: 'lead', dialect: 'openai', baseUrl: 'https://api.openai.com/v1', apiKey: 'env:LEAD_API_KEY' },
    // Nobody listens there.
    { id: 'away', dialect: 'openai', baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'env:LEAD_API_KEY' },
  ],
  models: [
    { id: 'gpt-4o', provider: 'lead' },
    { id: 'claude', provider: 'lead' },
    { id: 'llama3', provider: 'lead' },
    { id: 'gone', provider: 'away' },
  ],
  chains: [],
  policy: { preset: 'immediate' },
};

/** Ends the proxy of the pid file and starts it anew; with a file `sabotage` it does not come up, once. */
function restartScript(port: number): string {
  return `#!/bin/sh
cd "$(dirname "$0")"
if [ -f pid ]; then
  kill -9 "$(cat pid)" 2>/dev/null
  while kill -0 "$(cat pid)" 2>/dev/null && [ "$(ps -o state= -p "$(cat pid)")" != Z ]; do sleep 0.05; done
fi
if [ -f sabotage ]; then rm sabotage; exit 0; fi
'${litellmTool('litellm')}' --config litellm-config.yaml --host 127.0.0.1 --port ${port} >> proxy.log 2>&1 &
echo $! > pid
`;
}

/** What a request to the proxy came to. */
interface ProxyAnswer {
  readonly status: number;
  readonly group: string | null;
  readonly content: string;
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/readiness`).then(
    ({ status }) => status === 200,
    () => false,
  );
}

/** A real LiteLLM proxy, and an agent that writes its file and restarts it. */
export class ProxyStage {
  readonly shop: Workshop;
  readonly agent: AgentProcess;
  readonly url: string;

  constructor(shop: Workshop, agent: AgentProcess, url: string) {
    this.shop = shop;
    this.agent = agent;
    this.url = url;
  }

  file(): Promise<string> {
    return readFile(this.shop.path('litellm-config.yaml'), 'utf8');
  }

  write(text: string): Promise<void> {
    return writeFile(this.shop.path('litellm-config.yaml'), text);
  }

  /** The next restart does not bring the proxy up. */
  sabotage(): Promise<void> {
    return writeFile(this.shop.path('sabotage'), '');
  }

  isReady(): Promise<boolean> {
    return isReady(this.url);
  }

  /** Asks the proxy as an application does. */
  async ask(model: string, flag?: string): Promise<ProxyAnswer> {
    const response = await fetch(`${this.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${MASTER_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        model,
        messages: [{ role: 'user', content: 'hi' }],
        ...(flag === undefined ? {} : { [flag]: true }),
      }),
    });
    const body = (await response.json()) as { choices?: { message: { content: string } }[] };
    const content = body.choices?.[0]?.message.content ?? '';
    return { status: response.status, group: response.headers.get('x-litellm-model-group'), content };
  }

  /** Calls the control API. */
  async api(path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(`${this.agent.controlUrl}/api/v1${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    });
  }

  async putChain(model: string, chain: object): Promise<void> {
    const url = `${this.agent.controlUrl}/api/v1/chains/${model}`;
    const before = await fetch(url);
    const etag = before.headers.get('etag');
    const response = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...(before.ok && etag !== null ? { 'if-match': etag } : {}) },
      body: JSON.stringify(chain),
    });
    if (!response.ok) throw new Error(`PUT ${model}: ${response.status} ${await response.text()}`);
  }

  async apply(body: object = {}): Promise<LitellmSync> {
    const response = await this.api('/litellm/apply', body);
    return litellmSyncSchema.parse(await response.json());
  }

  async applyStreamed(): Promise<LitellmEvent[]> {
    const response = await this.api('/litellm/apply', {}, { accept: 'text/event-stream' });
    return sseEvents(await response.text()).map(({ data }) => litellmEventSchema.parse(JSON.parse(data)));
  }

  close(): Promise<void> {
    return end(this.shop);
  }
}

/** Ends the proxy and the agent. */
async function end(shop: Workshop): Promise<void> {
  const pid = Number(await readFile(shop.path('pid'), 'utf8'));
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
  await shop.close();
}

/** Starts both; the proxy runs on the hand-kept file. */
export async function startProxyStage(): Promise<ProxyStage> {
  const [shop, port] = await Promise.all([openWorkshop(), unusedPort()]);
  const url = `http://127.0.0.1:${port}`;
  const [config, restart, document] = await Promise.all([
    shop.write('litellm-config.yaml', HAND_KEPT),
    shop.write('restart.sh', restartScript(port)),
    shop.write('understudy.json', DOCUMENT),
  ]);
  await chmod(restart, 0o755);
  const env = { ...LITELLM_ENV, LITELLM_MASTER_KEY: MASTER_KEY, LEAD_API_KEY: 'sk-canary-lead-0123456789' };
  spawnSync(restart, { env, stdio: 'ignore' });
  try {
    const began = Date.now();
    await until('the proxy to be ready', () => isReady(url), FIRST_START_MS);
    const readyMs = 1_000 * Math.ceil((STARTS * (Date.now() - began)) / 1_000);
    const flags = ['--litellm-config', config, '--litellm-url', url, '--litellm-key', 'env:LITELLM_MASTER_KEY'];
    const hook = ['--litellm-reload', `command:${restart}`, '--litellm-ready-ms', String(readyMs)];
    const agent = shop.spawn(['--config', document, ...flags, ...hook], { env });
    return new ProxyStage(shop, await agent.ready(), url);
  } catch (error) {
    await end(shop);
    throw error;
  }
}
