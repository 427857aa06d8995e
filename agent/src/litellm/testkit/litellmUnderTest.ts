import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConfigDocument, LitellmEvent, LitellmSync } from '@understudy/contract';
import { Litellm, type LitellmOptions, type SyncStart } from '../litellm.ts';
import { FakeProxy } from './fakeProxy.ts';

export const NOW = Date.UTC(2026, 10, 21, 14, 31, 5);
export const HAND_KEPT = `# ours
model_list:
  - model_name: a
    litellm_params: { model: openai/a, api_key: os.environ/P_API_KEY }
general_settings: { dangerously_allow_mock_testing_request_params: true }
`;
export const DOCUMENT: ConfigDocument = {
  version: 1,
  providers: [{ id: 'p', dialect: 'openai', baseUrl: 'https://api.openai.com/v1', apiKey: 'env:P_API_KEY' }],
  models: ['a', 'b', 'c'].map((id) => ({ id, provider: 'p' })),
  chains: [{ model: 'a', fallbacks: ['b', 'c'] }],
};

/** The end of a run that has to begin. */
export async function done(start: SyncStart | Promise<SyncStart>): Promise<LitellmSync> {
  const started = await start;
  if ('refused' in started) throw new Error(started.refused);
  return started.sync;
}

/** Applies, and waits for the end. */
export function apply(litellm: Litellm, verify = true, tell?: (event: LitellmEvent) => void): Promise<LitellmSync> {
  return done(litellm.apply({ verify }, { author: 'alice', ...(tell === undefined ? {} : { tell }) }));
}

/** A file, a proxy that reads it, and what writes it. */
export class LitellmUnderTest {
  readonly folder: string;
  readonly config: string;
  readonly proxy: FakeProxy;
  document = DOCUMENT;
  readonly #open: Litellm[] = [];
  /** A clock that goes on by a millisecond with each look. */
  #time = NOW;

  private constructor(folder: string, config: string, proxy: FakeProxy) {
    this.folder = folder;
    this.config = config;
    this.proxy = proxy;
  }

  static async start(): Promise<LitellmUnderTest> {
    const folder = await mkdtemp(join(tmpdir(), 'understudy-litellm-'));
    const config = join(folder, 'litellm-config.yaml');
    await writeFile(config, HAND_KEPT);
    return new LitellmUnderTest(folder, config, await FakeProxy.start(config));
  }

  async open(over: Partial<LitellmOptions> = {}): Promise<Litellm> {
    const { config, proxy, folder } = this;
    const hook = { kind: 'http', url: `${proxy.url}/reload` } as const;
    const litellm = await Litellm.open({
      options: { config, url: proxy.url, hook, keep: 3, hookMs: 5_000, readyMs: 1, ...over },
      dataDir: folder,
      current: () => ({ document: this.document, revision: 7 }),
      key: () => 'sk-master',
      now: () => this.#time++,
      onSync: () => undefined,
      onProblem: () => undefined,
    });
    this.#open.push(litellm);
    return litellm;
  }

  file(): Promise<string> {
    return readFile(this.config, 'utf8');
  }

  write(text: string): Promise<void> {
    return writeFile(this.config, text);
  }

  async close(): Promise<void> {
    for (const litellm of this.#open) await litellm.close();
    this.proxy.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
