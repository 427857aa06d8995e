import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';

interface Loaded {
  model_list?: { model_name: string }[];
  router_settings?: Record<string, Record<string, string[]>[] | undefined>;
}

const LISTS: Readonly<Record<string, string>> = {
  mock_testing_fallbacks: 'fallbacks',
  mock_testing_context_fallbacks: 'context_window_fallbacks',
  mock_testing_content_policy_fallbacks: 'content_policy_fallbacks',
};

/** Answers as LiteLLM does where Understudy asks it; `POST /reload` makes it read its file. */
export class FakeProxy {
  readonly keys: (string | undefined)[] = [];
  /** Reloads that were asked for. */
  reloads = 0;
  /** What the next reloads answer; then 200. */
  reloadStatuses: number[] = [];
  /** Texts that it does not come up with. */
  refuses: RegExp | null = null;
  /** Reloads that it ignores. */
  deaf = false;
  /** Fallbacks that do not answer. */
  down = new Set<string>();
  readonly #path: string;
  readonly #server: Server;
  #loaded: Loaded | null = null;

  private constructor(path: string) {
    this.#path = path;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(path: string): Promise<FakeProxy> {
    const proxy = new FakeProxy(path);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    await proxy.load();
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async load(): Promise<void> {
    const file = await readFile(this.#path, 'utf8').catch(() => '{}');
    this.#loaded = this.refuses?.test(file) === true ? null : (parse(file) as Loaded);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const send = (status: number, value: unknown, headers = {}): void =>
      void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
    if (request.url === '/reload') {
      this.reloads += 1;
      if (!this.deaf) await this.load();
      send(this.reloadStatuses.shift() ?? 200, {});
      return;
    }
    this.keys.push(request.headers.authorization);
    if (this.#loaded === null) send(503, {});
    else this.#asLitellm(this.#loaded, request.url ?? '', body, send);
  }

  #asLitellm(
    { model_list: models = [], router_settings: router = {} }: Loaded,
    url: string,
    body: string,
    send: (status: number, value: unknown, headers?: object) => void,
  ): void {
    if (url === '/get/config/callbacks') send(200, { router_settings: router });
    else if (url === '/v1/models') send(200, { data: models.map(({ model_name: id }) => ({ id })) });
    else if (url === '/health/readiness/details') send(200, { litellm_version: '1.106.2' });
    else if (url === '/v1/chat/completions') {
      const asked = JSON.parse(body) as { model: string } & Record<string, unknown>;
      const list = LISTS[Object.keys(LISTS).find((flag) => asked[flag] === true) ?? ''] ?? '';
      const first = router[list]?.find((entry) => asked.model in entry)?.[asked.model]?.[0];
      if (first === undefined || this.down.has(first)) {
        send(400, { error: { message: 'no fallback answered\nsk-secret' } });
      } else send(200, {}, { 'x-litellm-model-group': first });
    } else send(200, { status: 'healthy' });
  }
}
