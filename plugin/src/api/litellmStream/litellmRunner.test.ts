import { describe, expect, it } from '@jest/globals';
import { applyLitellm, type LitellmEvent, type LitellmSync } from '@understudy/contract';
import { AgentError } from '../AgentError.ts';
import type { ChunkObserver, StreamOrder } from '../stream/chunkSource.ts';
import type { StreamPorts } from '../stream/runStreamed.ts';
import { createLitellmRunner, type LitellmOrder } from './litellmRunner.ts';

const SYNC = applyLitellm.success.example as LitellmSync;
const APPLY: LitellmOrder = { action: 'apply', verify: true };
const STEP = { type: 'step-started', step: 'lock' };

const sse = (type: string, data: unknown): string => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;

/** Plays Grafana, with an agent that answers a stream, or the whole at its end. */
function play(
  order: LitellmOrder,
  { streams = true, body = SYNC }: { readonly streams?: boolean; readonly body?: unknown } = {},
) {
  const events: LitellmEvent[] = [];
  const orders: StreamOrder[] = [];
  const asked: unknown[] = [];
  let observer: ChunkObserver | undefined;
  const ports: StreamPorts = {
    chunks: (begun, heard) => {
      orders.push(begun);
      observer = heard;
      return streams ? () => undefined : undefined;
    },
    transport: async (request) => {
      asked.push({ path: request.path, body: request.body });
      return { status: 200, body, header: () => null };
    },
  };
  const run = createLitellmRunner(ports)(
    order,
    { onEvent: (event) => void events.push(event), onUnstreamed: () => undefined },
    new AbortController().signal,
  );
  const send = (text: string, status = 200, type = 'text/event-stream'): void =>
    observer?.next({
      status,
      data: new TextEncoder().encode(text),
      header: (name) => (name === 'content-type' ? type : null),
    });
  return { run, events, orders, asked, send, complete: () => observer?.complete() };
}

const failure = (run: Promise<void>): Promise<unknown> =>
  run.then(
    () => undefined,
    (reason: unknown) => reason,
  );

describe('a write of the file', () => {
  it('is told step by step until it is done', async () => {
    const { run, events, orders, asked, send } = play(APPLY);
    send(sse('step-started', STEP));
    send(sse('done', { type: 'done', sync: SYNC }));
    await run;
    expect(events.map(({ type }) => type)).toEqual(['step-started', 'done']);
    expect(orders).toEqual([{ path: '/litellm/apply', body: { verify: true } }]);
    expect(asked).toEqual([]);
  });

  it('is told at its end where nothing streams', async () => {
    const { run, events, asked } = play({ action: 'rollback', backup: 'a.yaml' }, { streams: false });
    await run;
    expect(events).toEqual([{ type: 'done', sync: SYNC }]);
    expect(asked).toEqual([{ path: '/litellm/rollback', body: { backup: 'a.yaml' } }]);
  });

  it('that breaks off says that the agent goes on, and is not begun again', async () => {
    const { run, asked, send, complete } = play(APPLY);
    send(sse('step-started', STEP));
    complete();
    expect(await failure(run)).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('goes on') });
    expect(asked).toEqual([]);
  });

  it('is refused with the problem of the agent', async () => {
    const { run, send, complete } = play(APPLY);
    const problem = { type: 'about:blank', title: 'Conflict', status: 409, detail: 'busy', code: 'litellm_busy' };
    send(JSON.stringify(problem), 409, 'application/json');
    complete();
    expect(await failure(run)).toMatchObject({ status: 409, problem: { code: 'litellm_busy' } });
  });

  it('that ends in a form nobody knows says so', async () => {
    const { run } = play(APPLY, { streams: false, body: { outcome: 'confetti' } });
    const error = await failure(run);
    expect(error).toBeInstanceOf(AgentError);
    expect(error).toMatchObject({ kind: 'incompatible' });
  });
});
