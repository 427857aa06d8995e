import { describe, expect, it } from '@jest/globals';
import { runDrill, type Drill, type DrillEvent, type DrillRequest } from '@understudy/contract';
import { AgentError } from '../AgentError.ts';
import type { Transport, TransportResponse } from '../transport.ts';
import type { ChunkObserver, ChunkSource } from '../stream/chunkSource.ts';
import { createDrillRunner } from './createDrillRunner.ts';

const DRILL = runDrill.success.example as Drill;
const ORDER: DrillRequest = { model: 'gpt-4o', failure: 'rate_limit', failSteps: 1, stream: false, message: 'ready?' };
const LIMIT = { ratelimit: '"drills"; r=7; t=24', 'ratelimit-policy': '"drills"; q=10; w=60' };
const STREAM = { 'content-type': 'text/event-stream; charset=utf-8', ...LIMIT };
const JSON_HEADERS = { 'content-type': 'application/json' };
const PROBLEM = { type: 'about:blank', title: 'Bad Request', status: 400, detail: 'the chain is disabled' };
const WAIT = { type: 'wait', position: 0, model: 'gpt-4o', reason: 'rate_limit', retry: 1, ms: 2_000, atMs: 1 };

const sse = (type: string, data: unknown): string => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
const answer = sse('answer', { type: 'answer', drill: DRILL });

/** Answers as Grafana's `chunked` and `fetch` would, and hears what was closed and asked. */
class Host {
  readonly events: DrillEvent[] = [];
  readonly limits: number[] = [];
  unstreamed = 0;
  closed = 0;
  asked = 0;
  observer: ChunkObserver | undefined;
  readonly abort = new AbortController();
  /** What `fetch` comes to; an error is one that came of calling it off. */
  plain: TransportResponse | Error = { status: 200, body: DRILL, header: () => null };

  readonly chunks: ChunkSource = (_order, observer) => {
    this.observer = observer;
    return () => {
      this.closed++;
    };
  };

  readonly transport: Transport = async () => {
    this.asked++;
    if (!(this.plain instanceof Error)) return this.plain;
    this.abort.abort();
    throw this.plain;
  };

  run(chunks: ChunkSource = this.chunks): Promise<void> {
    return createDrillRunner({ chunks, transport: this.transport })(
      ORDER,
      {
        onEvent: (event) => void this.events.push(event),
        onLimit: ({ remaining }) => void this.limits.push(remaining),
        onUnstreamed: () => {
          this.unstreamed++;
        },
      },
      this.abort.signal,
    );
  }

  send(text: string | undefined, status = 200, headers: Record<string, string> = STREAM): void {
    const data = text === undefined ? undefined : new TextEncoder().encode(text);
    this.observer?.next({ status, data, header: (name) => headers[name] ?? null });
  }
}

const failure = async (run: Promise<void>): Promise<AgentError> => {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AgentError) return error;
  throw new Error(`no AgentError: ${String(error)}`);
};

describe('a drill that streams', () => {
  it('tells what happens as it does, and ends at the last event', async () => {
    const host = new Host();
    const run = host.run();
    host.send(undefined);
    host.send(sse('wait', WAIT));
    expect(host.events).toEqual([WAIT]);
    host.send(answer);
    await run;
    expect(host.events.map(({ type }) => type)).toEqual(['wait', 'answer']);
    expect(host).toMatchObject({ closed: 1, asked: 0, unstreamed: 0, limits: [7] });
  });

  it('passes over comments and over events that a newer agent added', async () => {
    const host = new Host();
    const run = host.run();
    host.send(`: keep-alive\n\n${sse('confetti', { type: 'confetti' })}${answer}`);
    await run;
    expect(host.events.map(({ type }) => type)).toEqual(['answer']);
  });

  it.each([
    ['an event in a form that nobody knows', sse('wait', { type: 'wait' })],
    ['an event that is no JSON', 'event: wait\ndata: {\n\n'],
  ])('is given up, and closed, at %s', async (_, text) => {
    const host = new Host();
    const run = host.run();
    host.send(text);
    expect((await failure(run)).kind).toBe('incompatible');
    expect(host.closed).toBe(1);
  });

  it.each(['error', 'complete'] as const)('that breaks off after its first event says so: %s', async (how) => {
    const host = new Host();
    const run = host.run();
    host.send(sse('wait', WAIT));
    host.observer?.[how](new TypeError('network error'));
    expect(await failure(run)).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('broke off') });
    expect(host.asked).toBe(0);
  });

  it('is refused with the problem of the agent', async () => {
    const host = new Host();
    const run = host.run();
    host.send(JSON.stringify({ ...PROBLEM, status: 429, code: 'rate_limited' }), 429, {
      ...JSON_HEADERS,
      ...LIMIT,
      'retry-after': '24',
    });
    host.observer?.complete();
    expect(await failure(run)).toMatchObject({ kind: 'limited', retryAfter: 24, problem: { code: 'rate_limited' } });
    expect(host.limits).toEqual([7]);
    expect(host.asked).toBe(0);
  });

  it('is closed when it is called off, and resolves', async () => {
    const host = new Host();
    const run = host.run();
    host.send(sse('wait', WAIT));
    host.abort.abort();
    await run;
    host.send(answer);
    expect(host.events).toEqual([WAIT]);
    expect(host).toMatchObject({ closed: 1, asked: 0 });
  });
});

describe('a drill that cannot stream', () => {
  it.each([
    ['this Grafana has no chunked', (host: Host) => host.run(() => undefined)],
    [
      'the connection fails at once',
      (host: Host) => {
        const run = host.run();
        host.observer?.error(new TypeError('Failed to fetch'));
        return run;
      },
    ],
    [
      'the stream ends without an event',
      (host: Host) => {
        const run = host.run();
        host.send(': hello\n\n');
        host.observer?.complete();
        return run;
      },
    ],
    [
      "Grafana's own session ran out",
      (host: Host) => {
        const run = host.run();
        host.send('{"message":"Unauthorized"}', 401, JSON_HEADERS);
        host.observer?.complete();
        return run;
      },
    ],
  ])('is asked for as one answer: %s', async (_, start) => {
    const host = new Host();
    await start(host);
    expect(host.events).toEqual([{ type: 'answer', drill: DRILL }]);
    expect(host).toMatchObject({ asked: 1, unstreamed: 1 });
  });

  it('takes an answer that came whole for what it is, without asking again', async () => {
    const host = new Host();
    const run = host.run();
    const exhausted = { ...DRILL, outcome: 'exhausted', answer: null };
    const text = JSON.stringify(exhausted);
    host.send(text.slice(0, 40), 200, JSON_HEADERS);
    host.send(text.slice(40), 200, JSON_HEADERS);
    host.observer?.complete();
    await run;
    expect(host.events).toEqual([{ type: 'exhausted', drill: exhausted }]);
    expect(host.asked).toBe(0);
  });

  it('fails with what the agent says', async () => {
    const host = new Host();
    host.plain = { status: 400, body: PROBLEM, header: () => null };
    expect(await failure(host.run(() => undefined))).toMatchObject({ kind: 'refused', message: PROBLEM.detail });
    host.plain = { status: 200, body: { id: 1 }, header: () => null };
    expect((await failure(host.run(() => undefined))).kind).toBe('incompatible');
  });

  it('resolves where it was called off meanwhile, or before', async () => {
    const host = new Host();
    host.plain = new Error('aborted');
    await host.run(() => undefined);
    await host.run();
    expect(host).toMatchObject({ asked: 1, events: [] });
  });
});
