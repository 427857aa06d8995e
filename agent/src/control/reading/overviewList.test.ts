import { describe, expect, it } from '@jest/globals';
import type { FallbackStat } from '@understudy/contract';
import { overviewList, type ListedModel } from './overviewList.ts';

function listed(
  model: string,
  stat: Partial<FallbackStat>,
  position: number | null,
  over: Partial<ListedModel> = {},
): ListedModel {
  return {
    stat: {
      ...{ model, displayName: model.toUpperCase(), totalRequests: 100, fallbackCount: 0, fallbackRate: 0 },
      ...{ estimatedOriginalCostUsd: 0, estimatedFallbackCostUsd: 0, costMultiplier: null, exceeds2x: false },
      ...{ fallbackModel: null, fallbackModelName: null, estimated: false },
      ...stat,
    },
    provider: `at-${model}`,
    activeStep: position === null ? null : { position, label: 'x', model },
    aboveRate: false,
    ...over,
  };
}

const MODELS = [
  listed('calm', {}, 0),
  listed('broken', { fallbackRate: 0.5, fallbackCount: 10, costMultiplier: 1, fallbackModelName: 'B' }, -1),
  listed(
    'busy',
    { fallbackRate: 0.5, fallbackCount: 90, costMultiplier: 3, exceeds2x: true, fallbackModelName: 'A' },
    2,
  ),
  listed('gone', { fallbackRate: 0.9, fallbackCount: 9 }, null, { provider: null, aboveRate: true }),
  listed('down', {}, -1),
  listed('first', { fallbackModelName: 'C', costMultiplier: 0.5 }, 1),
];

const names = (query: Parameters<typeof overviewList>[1]): string[] =>
  overviewList(MODELS, query).map(({ stat }) => stat.model);

describe('the list of the overview', () => {
  it('has the highest rate first, and what is broken before others of the same rate', () => {
    expect(names({})).toEqual(['gone', 'broken', 'busy', 'down', 'calm', 'first']);
    expect(names({ order: 'asc' })).toEqual(['down', 'calm', 'first', 'broken', 'busy', 'gone']);
  });

  it.each([
    [{ sort: 'model' }, ['broken', 'busy', 'calm', 'down', 'first', 'gone']],
    [{ sort: 'model', order: 'desc' }, ['gone', 'first', 'down', 'calm', 'busy', 'broken']],
    [{ sort: 'count' }, ['busy', 'broken', 'gone', 'down', 'calm', 'first']],
    [{ sort: 'cost' }, ['busy', 'broken', 'first', 'down', 'gone', 'calm']],
    [{ sort: 'cost', order: 'asc' }, ['first', 'broken', 'busy', 'down', 'gone', 'calm']],
    [{ sort: 'fallback' }, ['busy', 'broken', 'first', 'down', 'gone', 'calm']],
    [{ sort: 'step' }, ['broken', 'down', 'busy', 'first', 'calm', 'gone']],
    [{ sort: 'step', order: 'desc' }, ['calm', 'first', 'busy', 'broken', 'down', 'gone']],
  ] as const)('is sorted by %j; what has nothing to sort by stands last', (query, expected) => {
    expect(names(query)).toEqual(expected);
  });

  it.each([
    [{ above: true }, ['gone', 'busy']],
    [{ above: false, search: 'B' }, ['broken', 'busy']],
    [{ search: 'AT-DOWN' }, ['down']],
    [{ search: 'CALM' }, ['calm']],
    [{ model: 'busy' }, ['busy']],
    [{ model: 'bus' }, []],
  ])('is filtered by %j', (query, expected) => expect(names(query)).toEqual(expected));
});
