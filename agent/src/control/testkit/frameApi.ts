import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { defineEndpoint, type Role } from '@understudy/contract';
import { z } from 'zod';
import { apiRouter } from '../apiRouter.ts';
import { controlApp } from '../controlPlane.ts';
import { controlServer, type ControlTimeouts } from '../controlServer.ts';
import type { AuditNote } from '../http/audit.ts';
import { EndpointRouter, type HandlerInput } from '../http/endpointRouter.ts';
import { createRateLimits, DEFAULT_RATES, type RateSettings } from '../http/rateLimits.ts';

const ok = z.object({ id: z.string(), said: z.unknown().optional() });
const success = { status: 200, description: 'done', body: ok, example: { id: 'x' } } as const;
const shared = { tag: 'things', summary: 'a thing', success };

const getThing = defineEndpoint({
  ...shared,
  operationId: 'getThing',
  method: 'get',
  path: '/things/{id}',
  role: 'viewer',
  rate: 'read',
  concurrency: 'read',
  errors: { 404: 'There is no such thing' },
});

const putThing = defineEndpoint({
  ...shared,
  operationId: 'putThing',
  method: 'put',
  path: '/things/{id}',
  role: 'editor',
  rate: 'write',
  concurrency: 'write',
  query: z.object({ dryRun: z.stringbool().optional() }),
  body: z.strictObject({ size: z.int().min(1) }),
  bodyExample: { size: 1 },
  maxBodyBytes: 200,
});

const resetThings = defineEndpoint({
  ...shared,
  operationId: 'resetThings',
  method: 'post',
  path: '/things',
  role: 'admin',
  rate: 'write',
});

export interface FrameOptions {
  /** Tokens by their text; null = nobody has to authenticate. */
  readonly tokens?: Readonly<Record<string, Role>> | null;
  readonly rates?: Partial<RateSettings>;
  readonly timeouts?: ControlTimeouts;
  readonly get?: (input: HandlerInput<typeof getThing>) => { id: string };
}

/** What a raw exchange came to. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** The frame of the control API around a few made-up endpoints, on a port of its own. */
export class FrameApi {
  readonly notes: AuditNote[] = [];
  readonly bugs: unknown[] = [];
  readonly handled: string[] = [];
  readonly #server: ReturnType<typeof controlServer>;

  constructor({ tokens = { view: 'viewer', edit: 'editor', adm: 'admin' }, rates, timeouts, get }: FrameOptions) {
    const did = (operation: string): void => void this.handled.push(operation);
    const things = new EndpointRouter()
      .on(getThing, (input) => {
        did('get');
        return { body: get === undefined ? { id: input.id } : get(input) };
      })
      .on(putThing, ({ id, body, query, reason }) => {
        did('put');
        return { body: { id, said: { body, query, reason } } };
      })
      .on(resetThings, () => {
        did('reset');
        return { body: { id: 'all' } };
      });
    const directory = {
      configured: tokens !== null,
      identify: (token: string) => {
        const role = tokens === null || !Object.hasOwn(tokens, token) ? undefined : tokens[token];
        return role === undefined ? null : { name: `t-${token}`, role };
      },
    };
    const api = apiRouter(
      {
        tokens: directory,
        limits: createRateLimits({ ...DEFAULT_RATES, ...rates }),
        audit: (note) => void this.notes.push(note),
        now: () => '2026-01-01T00:00:00.000Z',
      },
      [things],
    );
    const app = controlApp({
      notReady: () => null,
      metrics: async () => ({ chunks: [], contentType: 'text/plain' }),
      unauthenticated: () => tokens === null,
      api,
      version: '1.2.3',
      onBug: (error) => void this.bugs.push(error),
    });
    this.#server = controlServer(app, timeouts);
  }

  async listen(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  call(path: string, init: RequestInit & { readonly token?: string } = {}): Promise<Response> {
    const { token, headers, ...rest } = init;
    const all = new Headers(headers);
    if (token !== undefined) all.set('authorization', `Bearer ${token}`);
    return fetch(`http://127.0.0.1:${this.port}${path}`, { ...rest, headers: all });
  }

  /** Sends bytes as they are: `fetch` would tidy a path up first. */
  async raw(head: string): Promise<RawAnswer> {
    const socket = connect(this.port, '127.0.0.1');
    socket.write(head);
    const answer = await text(socket);
    const [top = '', ...rest] = answer.split('\r\n\r\n');
    return { status: Number(top.split(' ')[1]), head: top, body: rest.join('\r\n\r\n') };
  }

  /** A GET with any request target. */
  target(target: string, { token = 'adm', host = '127.0.0.1' } = {}): Promise<RawAnswer> {
    return this.raw(
      `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
    );
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
