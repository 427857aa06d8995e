import { describe, expect, it } from '@jest/globals';
import { requestLogSchema, type RequestLog } from '@understudy/contract';
import type { RequestRecord } from '../../engine/index.ts';
import { FREE, aHop, aRecord, aStep, aUsage, anAttempt } from '../../testkit/telemetryFixtures.ts';
import { packAttempts, unpackAttempts } from './attemptLog.ts';

const gpt = aStep({ upstreamModel: 'gpt-4o-2024' });
const claude = aStep({ model: 'claude', provider: 'anthropic', price: { input: 5, output: 20 } });
const llama = aStep({ model: 'llama', provider: 'ollama', price: FREE });
const SAID = 'the provider said 429';
const limited = { step: gpt, result: 'rate_limit', status: 429, message: SAID, usage: null } as const;

/** Two calls of the primary with a wait between them, then a fallback that answered. */
const fallenBack = aRecord({
  ...{ route: 'fallback', trigger: 'rate_limit', served: claude, servedPosition: 1, requested: gpt },
  attempts: [
    anAttempt({ ...limited, number: 1, startedAt: 5_000, durationMs: 310.04 }),
    anAttempt({ ...limited, number: 2, startedAt: 7_310, durationMs: 290, retryOf: 'rate_limit', waitedMs: 2_000 }),
    anAttempt({ step: claude, number: 3, position: 1, startedAt: 7_600, durationMs: 1_402 }),
  ],
  hops: [aHop(gpt, claude, { reason: 'rate_limit', detail: SAID })],
  ...{ backoffMs: 2_000, durationMs: 4_003 },
});

function unpacked(record: RequestRecord): RequestLog {
  const packed = packAttempts(record);
  const log = packed === null ? null : unpackAttempts(packed);
  if (log === null) throw new Error('nothing is kept');
  expect(requestLogSchema.parse(log)).toEqual(log);
  return log;
}

describe('what happened inside a request', () => {
  it('is kept of requests with several calls or a skip, and of no others', () => {
    expect(packAttempts(aRecord())).toBeNull();
    expect(packAttempts(aRecord({ attempts: [] }))).toBeNull();
    expect(packAttempts(fallenBack)).not.toBeNull();
    expect(packAttempts(aRecord({ hops: [aHop(gpt, claude)] }))).not.toBeNull();
  });

  it('comes back as attempts on one clock, waits and hops', () => {
    const { attempts, waits, hops } = unpacked(fallenBack);
    expect(attempts).toEqual([
      {
        ...{ number: 1, position: 0, model: 'gpt-4o', provider: 'openai', upstreamModel: 'gpt-4o-2024', retry: 0 },
        ...{ waitedMs: 0, atMs: 0, durationMs: 310, result: 'rate_limit', status: 429, interrupted: false },
        message: SAID,
      },
      expect.objectContaining({ number: 2, retry: 1, waitedMs: 2_000, atMs: 2_310, durationMs: 290 }),
      expect.objectContaining({ number: 3, position: 1, model: 'claude', atMs: 2_600, result: 'success', message: '' }),
    ]);
    expect(waits).toEqual([{ position: 0, model: 'gpt-4o', reason: 'rate_limit', retry: 1, ms: 2_000, atMs: 310 }]);
    expect(hops).toEqual([
      {
        ...{ from: 'gpt-4o', to: 'claude', fromPosition: 0, reason: 'rate_limit', detail: SAID },
        ...{ skipped: false, atMs: 2_600 },
      },
    ]);
  });

  it('says what the answer cost against its baseline, and what was wasted', () => {
    const { baselineCostUsd, costMultiplier, wastedCostUsd } = unpacked(fallenBack);
    expect(baselineCostUsd).toBeCloseTo((100 * 2.5 + 20 * 10) / 1e6, 12);
    expect(costMultiplier).toBeCloseTo(2, 1);
    expect(wastedCostUsd).toBe(0);
    const [first, ...others] = fallenBack.attempts;
    const billed = anAttempt({ ...first, result: 'empty_response', usage: aUsage({ input: 1_000, output: 0 }) });
    expect(unpacked({ ...fallenBack, attempts: [billed, ...others] }).wastedCostUsd).toBeCloseTo(0.0025, 12);
    const free = unpacked({ ...fallenBack, requested: llama });
    expect([free.baselineCostUsd, free.costMultiplier]).toEqual([0, null]);
    expect(unpacked({ ...fallenBack, served: null, outcome: 'error' })).toMatchObject({ baselineCostUsd: null });
  });

  it('shows waits that were cut short by a breaker that opened, or by a client that left', () => {
    const [first, , answered] = fallenBack.attempts;
    if (first === undefined || answered === undefined) throw new Error('no attempts');
    const opened = unpacked({ ...fallenBack, attempts: [first, answered], backoffMs: 2_289 });
    expect(opened.waits).toEqual([
      { position: 0, model: 'gpt-4o', reason: 'rate_limit', retry: 1, ms: 2_289, atMs: 310 },
    ]);
    expect(opened.hops[0]?.atMs).toBe(2_599);
    const left = unpacked({
      ...{ ...fallenBack, attempts: fallenBack.attempts.slice(0, 2), hops: [], served: null, outcome: 'cancelled' },
      ...{ backoffMs: 5_000, durationMs: 5_600 },
    });
    expect(left.waits.map(({ ms, atMs, retry }) => [retry, ms, atMs])).toEqual([
      [1, 2_000, 310],
      [2, 3_000, 2_600],
    ]);
  });

  it('takes no time between two calls for a wait where nothing waited', () => {
    const [first, , answered] = fallenBack.attempts;
    if (first === undefined || answered === undefined) throw new Error('no attempts');
    expect(unpacked({ ...fallenBack, attempts: [first, answered], backoffMs: 0 }).waits).toEqual([]);
  });

  it('shows steps that were skipped before, between and without calls', () => {
    const skips = [
      aHop(gpt, claude, { reason: 'circuit_open', detail: 'its breaker is open' }),
      aHop(claude, llama, { fromPosition: 1, reason: 'capability', detail: 'no vision' }),
    ];
    const answered = anAttempt({ step: llama, position: 2, startedAt: 9_000, durationMs: 20 });
    const { hops, attempts } = unpacked({ ...fallenBack, attempts: [answered], hops: skips, backoffMs: 0 });
    expect(attempts[0]).toMatchObject({ atMs: 0, position: 2 });
    expect(hops.map(({ from, to, skipped, atMs }) => [from, to, skipped, atMs])).toEqual([
      ['gpt-4o', 'claude', true, 0],
      ['claude', 'llama', true, 0],
    ]);
    expect(unpacked({ ...fallenBack, attempts: [], hops: skips }).hops).toHaveLength(2);
  });

  it('is small: names and sentences stand once, and none is long', () => {
    const attempts = Array.from({ length: 40 }, (_, n) =>
      anAttempt({ ...limited, startedAt: n * 1_000.123, message: 'x'.repeat(5_000) }),
    );
    const packed = packAttempts({ ...fallenBack, attempts }) ?? '';
    expect(packed.length).toBeLessThan(40 * 60 + 400);
    expect(unpackAttempts(packed)?.attempts[39]?.message).toHaveLength(160);
  });

  it.each([
    '',
    '{',
    '{}',
    '[]',
    'null',
    '{"s":[],"t":[],"a":[[0,0,0,0,0,0,"nonsense",0,0,0]],"h":[],"l":0,"d":0,"c":[]}',
  ])('is nothing where it is damaged: %s', (text) => expect(unpackAttempts(text)).toBeNull());
});
