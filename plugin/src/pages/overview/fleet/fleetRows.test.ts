import { describe, expect, it } from '@jest/globals';
import type { Series } from '../../../api/prometheus.ts';
import { fleetRows, type FleetAnswers } from './fleetRows.ts';

const WARNINGS = { fallbackRate: 0.1, costMultiplier: 2 };
const noNames = () => undefined;

function series(labels: Record<string, string>, value: number): Series {
  return { labels, times: [0], values: [value] };
}

function rowOf(answers: FleetAnswers) {
  const [row] = fleetRows({ eligible: [series({ model: 'gpt-4o' }, 200)], ...answers }, WARNINGS, noNames);
  return row;
}

describe('fleetRows', () => {
  it('has a line for each model that was asked for, also without a fallback', () => {
    expect(rowOf({})).toMatchObject({ model: 'gpt-4o', totalRequests: 200, fallbackCount: 0, cost: 'none' });
  });

  it('reckons the rate of all agents together', () => {
    const row = rowOf({ fallbacks: [series({ model: 'gpt-4o' }, 30)] });
    expect(row).toMatchObject({ fallbackRate: 0.15, aboveRate: true });
  });

  it('does not divide by nothing', () => {
    const answers = { eligible: [series({ model: 'quiet' }, 0)], fallbacks: [series({ model: 'quiet' }, 0)] };
    expect(fleetRows(answers, WARNINGS, noNames)[0]).toMatchObject({ fallbackRate: 0, aboveRate: false });
  });

  it('leaves out a series whose value is not a number', () => {
    const answers = { eligible: [series({ model: 'a' }, Number.NaN), series({ model: 'b' }, 1)] };
    expect(fleetRows(answers, WARNINGS, noNames).map(({ model }) => model)).toEqual(['b']);
  });

  it('names who answered, most answers first, by the id of the registry where it is known', () => {
    const target = (upstream: string) => ({ model: 'gpt-4o', provider: 'p', upstream_model: upstream });
    const answers = {
      eligible: [series({ model: 'gpt-4o' }, 200)],
      answers: [series(target('small'), 3), series(target('sonnet-2025'), 20), series(target('never'), 0)],
    };
    const [row] = fleetRows(answers, WARNINGS, (_, upstream) => (upstream === 'sonnet-2025' ? 'sonnet' : undefined));
    expect(row?.fallbacks).toEqual([
      { model: 'sonnet', displayName: 'sonnet', count: 20 },
      { model: 'small', displayName: 'small', count: 3 },
    ]);
    expect(row?.fallbackModels).toBe(2);
  });

  it('says how many agents are off the primary', () => {
    const steps = [series({ model: 'gpt-4o', position: '0' }, 1), series({ model: 'gpt-4o', position: '1' }, 2)];
    expect(rowOf({ steps })).toMatchObject({
      activeStep: { position: 1, label: 'fallback 1' },
      share: { agents: 2, of: 3 },
    });
  });

  it('shows an agent on which all failed before agents on a fallback', () => {
    const steps = [series({ model: 'gpt-4o', position: '2' }, 2), series({ model: 'gpt-4o', position: '-1' }, 1)];
    expect(rowOf({ steps })).toMatchObject({ activeStep: { label: 'all failed' }, share: { agents: 1, of: 3 } });
  });

  it('says nothing of shares while every agent is on the primary', () => {
    const row = rowOf({ steps: [series({ model: 'gpt-4o', position: '0' }, 3)] });
    expect(row?.activeStep?.label).toBe('primary');
    expect(row?.share).toBeUndefined();
  });

  it('tells a cost above the threshold from an extra cost and from an unknown one', () => {
    const fallbacks = [series({ model: 'gpt-4o' }, 10)];
    const one = (value: number) => [series({ model: 'gpt-4o' }, value)];
    expect(rowOf({ fallbacks, multiplier: one(2.4), extra: one(1) })).toMatchObject({
      cost: 'multiplier',
      exceeds2x: true,
    });
    expect(rowOf({ fallbacks, extra: one(0.41) })).toMatchObject({ cost: 'extra', extraCostUsd: 0.41 });
    expect(rowOf({ fallbacks })).toMatchObject({ cost: 'unpriced', costMultiplier: null });
  });
});
