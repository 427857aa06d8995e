import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Drill,
  DRILL_MESSAGE,
  type DrillRequest,
  drillSchema,
  listDrills,
  type Role,
  runDrill,
} from '@understudy/contract';
import express from 'express';
import type { DrillRefusal, DrillStart } from '../../drills/index.ts';
import { apiRouter } from '../apiRouter.ts';
import type { AuditNote } from '../http/audit.ts';
import { problemHandler } from '../http/problem.ts';
import { createRateLimits } from '../http/rateLimits.ts';
import { drillRoutes } from './drills.ts';

const DRILL: Drill = drillSchema.parse(runDrill.success.example);
const ORDER = { model: 'gpt-4o', failure: 'rate_limit' };

/** Drills that end when the test says so. */
class PlayedDrills {
  readonly started: { readonly order: DrillRequest; readonly by: DrillStart }[] = [];
  readonly queries: unknown[] = [];
  refusal: DrillRefusal | null = null;
  /** What a drill comes to; default: it ends at once. */
  outcome: Promise<Drill> = Promise.resolve(DRILL);

  start(order: DrillRequest, by: DrillStart): { drill: Promise<Drill> } | { refused: DrillRefusal } {
    if (this.refusal !== null) return { refused: this.refusal };
    this.started.push({ order, by });
    return { drill: this.outcome };
  }

  history(query: unknown): { items: Drill[]; total: number; next: string | null } {
    this.queries.push(query);
    return { items: [DRILL], total: 1, next: null };
  }
}

let drills: PlayedDrills;
let notes: AuditNote[];
let bugs: unknown[];
let server: Server;
let role: Role;

beforeEach(async () => {
  drills = new PlayedDrills();
  notes = [];
  bugs = [];
  role = 'editor';
  const audit = (note: AuditNote): void => void notes.push(note);
  const now = (): string => '2026-11-21T00:00:00.000Z';
  const tokens = { configured: true, identify: () => ({ name: 'robot', role }) };
  const limits = createRateLimits();
  const { drillsLeft } = limits;
  const api = apiRouter({ tokens, limits, audit, now }, [drillRoutes({ drills, audit, drillsLeft, now })]);
  const app = express()
    .use('/api/v1', api.router)
    .use(problemHandler((error) => void bugs.push(error)));
  server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

function call(body: unknown, init: { accept?: string; reason?: string; signal?: AbortSignal } = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/drills`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer t',
      'content-type': 'application/json',
      accept: init.accept ?? 'application/json',
      ...(init.reason === undefined ? {} : { 'x-understudy-reason': init.reason }),
    },
    body: JSON.stringify(body),
    ...(init.signal === undefined ? {} : { signal: init.signal }),
  });
}

function list(query: string): Promise<Response> {
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}/api/v1/drills${query}`, { headers: { authorization: 'Bearer t' } });
}

describe('POST /drills', () => {
  it('answers with the whole drill, and fills in what was left out', async () => {
    const response = await call(ORDER);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(DRILL);
    expect(drills.started[0]).toMatchObject({
      order: { ...ORDER, failSteps: 1, stream: false, message: DRILL_MESSAGE },
      by: { author: 'robot' },
    });
    expect(response.headers.get('cache-control')).toContain('no-store');
  });

  it('notes in the audit what was forced, and why', async () => {
    await call({ ...ORDER, failSteps: 2 }, { reason: 'before%20the%20sale' });
    expect(notes).toEqual([
      expect.objectContaining({
        action: 'runDrill',
        target: 'gpt-4o',
        author: 'robot',
        outcome: 'done',
        detail: 'rate_limit at the first 2 steps: before the sale',
      }),
    ]);
    expect(JSON.stringify(notes)).not.toContain(DRILL_MESSAGE);
  });

  it.each<[DrillRefusal, number, string]>([
    [{ kind: 'unknown_model' }, 404, 'not_found'],
    [{ kind: 'no_chain' }, 400, 'no_chain'],
    [{ kind: 'chain_disabled' }, 400, 'chain_disabled'],
    [{ kind: 'too_many_steps', steps: 2 }, 400, 'invalid_request'],
    [{ kind: 'running' }, 429, 'drill_running'],
    [{ kind: 'busy', limit: 10 }, 429, 'drills_busy'],
    [{ kind: 'closed' }, 503, 'shutting_down'],
  ])('says why it does not begin: %j', async (refusal, status, code) => {
    drills.refusal = refusal;
    for (const accept of ['application/json', 'text/event-stream']) {
      const response = await call({ ...ORDER, failSteps: 3 }, { accept });
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      if (status === 429) expect(response.headers.get('retry-after')).toBe('5');
      expect(await response.json()).toMatchObject({
        code,
        detail: expect.stringMatching(/gpt-4o|failSteps|drills|agent/),
      });
    }
  });

  it.each([
    ['model', { failure: 'rate_limit' }],
    ['failure', { ...ORDER, failure: 'bad_luck' }],
    ['failSteps', { ...ORDER, failSteps: 0 }],
    ['failSteps', { ...ORDER, failSteps: 1.5 }],
    ['message', { ...ORDER, message: 'x'.repeat(4_001) }],
    ['stream', { ...ORDER, failure: 'cut_stream' }],
    ['waitMs', { ...ORDER, waitMs: 1 }],
  ])('names %s where that is wrong', async (field, body) => {
    const response = await call(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(field) });
    expect(drills.started).toEqual([]);
  });

  it('is for editors, and limited: the eleventh of a minute waits', async () => {
    role = 'viewer';
    expect((await call(ORDER)).status).toBe(403);
    role = 'editor';
    for (let n = 2; n <= 10; n++) expect((await call(ORDER)).status).toBe(200);
    const limited = await call(ORDER);
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(limited.headers.get('ratelimit')).toContain('drills');
    expect((await list('')).status).toBe(200);
  });

  it('streams numbered events that no proxy holds back', async () => {
    let end: (drill: Drill) => void = () => undefined;
    drills.outcome = new Promise((resolve) => (end = resolve));
    const response = await call(ORDER, { accept: 'text/event-stream' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    const tell = drills.started[0]?.by.tell;
    tell?.({ type: 'wait', position: 0, model: 'gpt-4o', reason: 'rate_limit', retry: 1, ms: 2_000, atMs: 1 });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const read = async (): Promise<string> => (await reader.read()).value ?? '';
    let first = '';
    while (!first.includes('data:')) first = await read();
    expect(first.replace('retry: 86400000\n\n', '')).toBe(
      'id: 1\nevent: wait\ndata: {"type":"wait","position":0,"model":"gpt-4o","reason":"rate_limit","retry":1,"ms":2000,"atMs":1}\n\n',
    );
    tell?.({ type: 'answer', drill: DRILL });
    end(DRILL);
    expect(await read()).toMatch(/^id: 2\nevent: answer\ndata: \{"type":"answer","drill":\{.*\}\}\n\n$/);
    expect((await reader.read()).done).toBe(true);
  });

  it.each(['application/json', 'text/event-stream'])(
    'stops the drill when the connection closes: %s',
    async (accept) => {
      let end: (drill: Drill) => void = () => undefined;
      drills.outcome = new Promise((resolve) => (end = resolve));
      const abort = new AbortController();
      const asked = call(ORDER, { accept, signal: abort.signal }).catch(() => null);
      while (drills.started.length === 0) await new Promise(setImmediate);
      const cancel = drills.started[0]?.by.cancel;
      const stopped = new Promise((resolve) => cancel?.onCancel(() => resolve(cancel.reason)));
      abort.abort();
      expect(await stopped).toBe('client');
      end(DRILL);
      await asked;
      expect(bugs).toEqual([]);
    },
  );

  it('ends the stream without an answer, and without a word of why, where the drill failed by a mistake of ours', async () => {
    let fail: (error: Error) => void = () => undefined;
    drills.outcome = new Promise((_resolve, reject) => (fail = reject));
    const response = await call(ORDER, { accept: 'text/event-stream' });
    fail(new Error('bug'));
    expect(await response.text()).toBe('retry: 86400000\n\n');
    expect(bugs).toEqual([new Error('bug')]);
  });
});

describe('GET /drills', () => {
  it('gives the history, by model and page, to viewers', async () => {
    role = 'viewer';
    const response = await list('?model=gpt-4o&limit=5&cursor=17');
    expect(response.status).toBe(200);
    const limit = { limit: 10, remaining: 10, resetSeconds: 0 };
    expect(await response.json()).toEqual({ items: [DRILL], total: 1, next: null, limit });
    expect(drills.queries).toEqual([{ model: 'gpt-4o', limit: 5, cursor: '17' }]);
  });

  it('says how many drills the caller may still begin, and when all of them are free again', async () => {
    for (let n = 0; n < 3; n++) await call(ORDER);
    const { limit } = listDrills.success.body!.parse(await (await list('')).json());
    expect(limit).toMatchObject({ limit: 10, remaining: 7 });
    expect(limit.resetSeconds).toBeGreaterThan(50);
  });

  it.each(['?limit=0', '?limit=1001', '?cursor=abc', '?nonsense=1'])('refuses %s', async (query) => {
    expect((await list(query)).status).toBe(400);
  });
});
