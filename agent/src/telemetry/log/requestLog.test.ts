import { describe, expect, it } from '@jest/globals';
import type { EngineEvent } from '../../engine/index.ts';
import { aHop, aRecord, aStep, aUsage, anAttempt } from '../../testkit/telemetryFixtures.ts';
import { loggerTo, type LogLevel } from './createLogger.ts';
import { createRequestLog } from './requestLog.ts';

const INFO = 30;
const WARN = 40;
const ERROR = 50;
const primary = aStep();
const claude = aStep({ model: 'claude', provider: 'anthropic', price: { input: 3, output: 15 } });

function lines(level: LogLevel, ...events: EngineEvent[]): Record<string, unknown>[] {
  const written: string[] = [];
  const log = createRequestLog(loggerTo({ write: (line) => void written.push(line) }, level));
  for (const event of events) log(event);
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const ended = (over: Parameters<typeof aRecord>[0] = {}): EngineEvent => ({
  type: 'request-ended',
  record: aRecord(over),
});
const hop: EngineEvent = { type: 'hop', requestId: 'req-1', model: 'gpt-4o', trace: null, hop: aHop(primary, claude) };

describe('the request log', () => {
  it('has one line a request with who asked, who served, what it took and what it cost', () => {
    const usage = aUsage({ input: 1_000, output: 100 });
    const record = {
      client: 'checkout',
      trace: { traceId: 'f'.repeat(32), spanId: null, parentId: 'e'.repeat(16), sampled: true },
      firstTokenMs: 120.04,
      attempts: [anAttempt({ usage })],
    };
    const [line, ...rest] = lines('info', ended(record));
    expect(rest).toEqual([]);
    expect(line).toMatchObject({
      level: INFO,
      msg: 'request answered',
      requestId: 'req-1',
      model: 'gpt-4o',
      servedModel: 'gpt-4o',
      provider: 'openai',
      route: 'primary',
      outcome: 'success',
      status: 200,
      attempts: 1,
      durationMs: 405,
      firstTokenMs: 120,
      inputTokens: 1_000,
      outputTokens: 100,
      estimated: false,
      costUsd: 0.0035,
      client: 'checkout',
      trace_id: 'f'.repeat(32),
      span_id: 'e'.repeat(16),
    });
  });

  it('warns of each fallback and tells of its success', () => {
    const served = { served: claude, servedPosition: 1, route: 'fallback' } as const;
    const [warning, success] = lines('info', hop, ended(served));
    expect(warning).toMatchObject({
      level: WARN,
      msg: 'falling back',
      from: { model: 'gpt-4o', provider: 'openai' },
      to: { model: 'claude', provider: 'anthropic' },
      reason: 'server_error',
    });
    expect(success).toMatchObject({ level: INFO, msg: 'a fallback answered', servedModel: 'claude' });
  });

  it('is an error with both failures when the fallback fails too', () => {
    const first = anAttempt({ step: primary, result: 'server_error', status: 500, message: 'said 500', usage: null });
    const second = anAttempt({
      step: claude,
      position: 1,
      result: 'timeout',
      status: null,
      message: 'silence',
      usage: null,
    });
    const over = { outcome: 'error', exhausted: true, served: null, status: 504, error: 'silence' } as const;
    const [line] = lines('info', ended({ ...over, attempts: [first, second] }));
    expect(line).toMatchObject({
      level: ERROR,
      msg: 'every model of the chain failed',
      error: 'silence',
      costUsd: null,
    });
    expect(line?.['failures']).toMatchObject([
      { model: 'gpt-4o', result: 'server_error', status: 500, message: 'said 500' },
      { model: 'claude', result: 'timeout', status: null, message: 'silence' },
    ]);
  });

  it('is no error when the client left, was refused or made a mistake', () => {
    const none = { served: null, attempts: [], usage: null } as const;
    const written = lines(
      'info',
      ended({ ...none, outcome: 'cancelled', status: 499 }),
      ended({ ...none, outcome: 'rejected', rejection: 'auth', status: 401 }),
      ended({ ...none, outcome: 'client_error', status: 400 }),
    );
    expect(written.map(({ level }) => level)).toEqual([INFO, INFO, INFO]);
    expect(written.map(({ msg }) => msg)).toEqual([
      'request ended: cancelled',
      'request ended: rejected',
      'request ended: client_error',
    ]);
  });

  it('does not know the cost where one billed call has no price', () => {
    const attempts = [anAttempt({ result: 'empty_response' }), anAttempt({ step: aStep({ price: null }) })];
    expect(lines('info', ended({ attempts }))[0]).toMatchObject({ costUsd: null, inputTokens: 200 });
  });

  it('tells of circuits, and keeps to the level that is set', () => {
    const moved: EngineEvent = {
      type: 'circuit-moved',
      step: primary,
      from: 'closed',
      to: 'open',
      cooldownUntil: 9,
      by: null,
    };
    expect(lines('warn', ended(), moved, { ...moved, to: 'half_open' })).toMatchObject([
      { level: WARN, msg: 'circuit open' },
    ]);
    expect(lines('silent', ended(), hop, moved)).toEqual([]);
    expect(lines('info', { ...moved, by: 'agent-b' })).toMatchObject([
      { level: WARN, msg: 'circuit open, told by agent-b', by: 'agent-b' },
    ]);
    expect(lines('info', moved)[0]).not.toHaveProperty('by');
  });
});
