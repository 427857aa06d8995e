import React from 'react';
import { act, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { buildTimeline, type AttemptFact } from './buildTimeline.ts';
import { AttemptTimeline } from './AttemptTimeline.tsx';
import { latestSentence } from './attemptWords.ts';
import { timeAxis } from './timeAxis.ts';

const call = (number: number, position: number, atMs: number, more: Partial<AttemptFact> = {}): AttemptFact => ({
  number,
  position,
  model: position === 0 ? 'gpt-4o' : 'vendor/claude-sonnet',
  provider: 'openai',
  atMs,
  durationMs: 310,
  result: 'rate_limit',
  status: 429,
  ...more,
});
const ANSWER = { result: 'success', status: 200, durationMs: 1_420 };
const WAIT = { position: 0, atMs: 310, ms: 4_000 };
const SKIP = {
  from: 'llama3',
  fromPosition: 1,
  reason: 'capability',
  detail: 'declares no vision',
  skipped: true,
  atMs: 620,
};
const AXIS = timeAxis(17_000);

/** The rows of the table that screen readers get, cell by cell. */
const rows = (): string[][] =>
  within(screen.getByRole('table', { name: 'Attempts' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => Array.from(row.children, (cell) => cell.textContent));

describe('the waterfall of a request', () => {
  it('is a table for those who do not see it', () => {
    const timeline = buildTimeline({
      attempts: [call(1, 0, 0), call(2, 0, 4_310, { message: 'slow down' }), call(3, 2, 4_620, ANSWER)],
      waits: [WAIT],
      hops: [SKIP],
      endMs: 6_040,
    });
    render(<AttemptTimeline timeline={timeline} axis={AXIS} />);
    expect(rows()).toEqual([
      ['Primary gpt-4o, Attempt 1', '0 ms', '310 ms', '429 rate limit, then waits 4 s'],
      ['Primary gpt-4o, Retry 1', '4.3 s', '310 ms', '429 rate limit, slow down'],
      ['Fallback 1 llama3', '620 ms', '–', 'Skipped: missing capability declares no vision'],
      ['Fallback 2 vendor/claude-sonnet, Attempt 1', '4.6 s', '1.4 s', 'Answered'],
    ]);
  });

  it.each([
    [{ result: 'connection', status: null }, 'Connection'],
    [{ result: 'timeout', status: 503 }, '503 timeout or unavailable'],
    [{ result: 'cancelled', status: null }, 'Stopped'],
    [{ result: 'client_error', status: 400 }, '400 request refused'],
    [{ result: 'connection', status: 200, interrupted: true }, 'Broke off'],
    [{ result: 'model_from_tomorrow', status: 418 }, '418 model from tomorrow'],
  ])('says how a call ended: %o', (how, text) => {
    const timeline = buildTimeline({ attempts: [call(1, 0, 0, how)], waits: [], hops: [], endMs: 310 });
    render(<AttemptTimeline timeline={timeline} axis={AXIS} />);
    expect(rows()[0]?.[3]).toBe(text);
  });

  it('can be empty', () => {
    render(<AttemptTimeline timeline={[]} axis={AXIS} />);
    expect(rows()).toEqual([]);
  });
});

describe('the waterfall of a request that runs', () => {
  beforeEach(() => void jest.useFakeTimers({ now: 0 }));
  afterEach(() => void jest.useRealTimers());
  const pass = (ms: number): void =>
    act(() => {
      jest.advanceTimersByTime(ms);
    });

  it('counts down what is waited still', () => {
    const timeline = buildTimeline({ attempts: [call(1, 0, 0)], waits: [WAIT], hops: [], endMs: null });
    render(<AttemptTimeline timeline={timeline} axis={AXIS} clock={performance.now()} />);
    pass(2_310);
    expect(screen.getByText(/^Waiting, 2\.\d s left$/)).toBeInTheDocument();
    pass(10_000);
    expect(screen.getByText('Waiting, 0.0 s left')).toBeInTheDocument();
  });

  it('counts how long a call takes', () => {
    const { durationMs, result, status, ...begun } = call(1, 0, 0);
    expect([durationMs, result, status]).toHaveLength(3);
    const timeline = buildTimeline({ attempts: [begun], waits: [], hops: [], endMs: null });
    render(<AttemptTimeline timeline={timeline} axis={AXIS} clock={performance.now()} />);
    pass(1_500);
    expect(screen.getByText(/^1\.[45] s$/)).toBeInTheDocument();
  });

  it('moves by the second where motion is not wanted', () => {
    const calm: MediaQueryList = Object.assign(window.matchMedia(''), { matches: true });
    jest.spyOn(window, 'matchMedia').mockReturnValue(calm);
    const timeline = buildTimeline({ attempts: [call(1, 0, 0)], waits: [WAIT], hops: [], endMs: null });
    render(<AttemptTimeline timeline={timeline} axis={AXIS} clock={performance.now()} />);
    pass(900);
    expect(screen.getByText('Waiting, 4.3 s left')).toBeInTheDocument();
    pass(200);
    expect(screen.getByText(/^Waiting, 3\.3 s left$/)).toBeInTheDocument();
  });
});

describe('what is read aloud', () => {
  const say = (attempts: AttemptFact[], hops = [SKIP].slice(1)): string =>
    latestSentence(buildTimeline({ attempts, waits: [WAIT], hops, endMs: null }));

  it('is the newest call', () => {
    const { durationMs, result, status, ...begun } = call(1, 0, 0);
    expect([durationMs, result, status]).toHaveLength(3);
    expect(say([begun])).toBe('Primary, gpt-4o, Attempt 1: Calling.');
    expect(say([call(1, 0, 0)])).toBe('Primary, gpt-4o, Attempt 1: 429 rate limit after 310 ms. Waiting 4 s.');
    expect(say([call(1, 0, 0), call(2, 1, 400, ANSWER)])).toBe(
      'Fallback 1, vendor/claude-sonnet, Attempt 1: Answered after 1.4 s.',
    );
  });

  it('is a step that was skipped', () => {
    expect(say([call(1, 0, 0)], [SKIP])).toBe('Fallback 1, llama3: Skipped: missing capability.');
    expect(say([])).toBe('');
  });
});
