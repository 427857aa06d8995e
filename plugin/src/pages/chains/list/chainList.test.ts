import { describe, expect, it } from '@jest/globals';
import type { ChainResource } from '@understudy/contract';
import { arrangeChains } from './arrangeChains.ts';
import { isFiltered, readChainListQuery, writeChainListQuery, type ChainListQuery } from './chainListQuery.ts';
import { chainRow, isProven } from './chainRow.ts';

const NOW = Date.parse('2026-03-10T12:00:00.000Z');
type Status = NonNullable<ChainResource['status']>;

function chain(model: string, fallbacks: string[], status: Partial<Status> = {}, enabled = true): ChainResource {
  return {
    model,
    fallbacks,
    ...(enabled ? {} : { enabled }),
    status: {
      position: 0,
      label: 'primary',
      model,
      openModels: [],
      preset: 'patient',
      edited: false,
      today: { totalRequests: 100, fallbackCount: 0, fallbackRate: 0 },
      lastProven: null,
      ...status,
    },
  };
}

const proven = (days: number): Status['lastProven'] => ({
  at: new Date(NOW - days * 86_400_000).toISOString(),
  trigger: 'rate_limit',
  stale: false,
});

describe('chainRow', () => {
  it('marks the step in effect and those with an open breaker', () => {
    const row = chainRow(
      chain('gpt-4o', ['a', 'b', 'c'], {
        position: 2,
        label: 'fallback 2',
        model: 'b',
        openModels: ['gpt-4o', 'a'],
      }),
    );
    expect(row.open).toBe(true);
    expect(row.steps).toEqual([
      { model: 'a', open: true, inEffect: false },
      { model: 'b', open: false, inEffect: true },
      { model: 'c', open: false, inEffect: false },
    ]);
  });

  it('has no rate where nothing was asked today, and no step in effect while it is off', () => {
    const today = { totalRequests: 0, fallbackCount: 0, fallbackRate: 0 };
    const row = chainRow(chain('a', ['b'], { today, position: 1, label: 'fallback 1' }, false));
    expect(row.rate).toBeNull();
    expect(row.steps[0]?.inEffect).toBe(false);
  });

  it('is a line also without a status', () => {
    expect(chainRow({ model: 'a', fallbacks: ['b'] })).toMatchObject({ active: null, preset: null, rate: null });
  });
});

describe('isProven', () => {
  it('counts thirty days, whether or not the chain changed since', () => {
    expect([proven(3), proven(29), proven(31), null].map((lastProven) => isProven({ lastProven }, NOW))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('the URL of the list', () => {
  const read = (text: string): ChainListQuery => readChainListQuery(new URLSearchParams(text));

  it('says by silence what is the default', () => {
    expect(read('')).toEqual({
      search: '',
      notProven: false,
      provider: undefined,
      upstreamModel: undefined,
      sort: 'model',
      descending: false,
      page: 1,
    });
    expect(isFiltered(read('sort=rate'))).toBe(false);
  });

  it('comes back as it was written, and keeps what is not its own', () => {
    const query: ChainListQuery = {
      search: 'azure/gpt 4',
      notProven: true,
      provider: 'openai',
      upstreamModel: 'a/b',
      sort: 'rate',
      descending: true,
      page: 3,
    };
    const written = writeChainListQuery(new URLSearchParams('scope=agent'), query);
    expect(readChainListQuery(written)).toEqual(query);
    expect(written.get('scope')).toBe('agent');
    expect(writeChainListQuery(written, read('')).toString()).toBe('scope=agent');
  });

  it('takes nothing else for an order or a page', () => {
    expect(read('sort=-colour&page=-3')).toMatchObject({ sort: 'model', descending: false, page: 1 });
    expect(read('page=1.5').page).toBe(1);
  });

  it.each(['q=a', 'proven=false', 'provider=openai', 'upstreamModel=x'])('is filtered by %s', (text) => {
    expect(isFiltered(read(text))).toBe(true);
  });
});

describe('arrangeChains', () => {
  const rows = [
    chain('gpt-4o', ['claude-sonnet'], {
      position: 1,
      label: 'fallback 1',
      today: { totalRequests: 10, fallbackCount: 2, fallbackRate: 0.2 },
      lastProven: proven(3),
    }),
    chain('azure/gpt-4.1-eu', ['gpt-4.1'], { position: -1, label: 'all failed', model: null, preset: 'single' }),
    chain('claude-sonnet', ['mistral-large'], { lastProven: proven(41), edited: true }),
    chain('gpt-10', ['a'], { lastProven: proven(1) }, false),
  ].map(chainRow);
  const names = (text: string): string[] =>
    arrangeChains(rows, readChainListQuery(new URLSearchParams(text)), NOW).map(({ model }) => model);

  it('goes by name, numbers by their value', () => {
    expect(names('')).toEqual(['azure/gpt-4.1-eu', 'claude-sonnet', 'gpt-4o', 'gpt-10']);
    expect(names('sort=-model')[0]).toBe('gpt-10');
  });

  it('finds models and steps, whatever their case', () => {
    expect(names('q=SONNET')).toEqual(['claude-sonnet', 'gpt-4o']);
    expect(names('q=nothing')).toEqual([]);
  });

  it('filters what was not proven lately', () => {
    expect(names('proven=false')).toEqual(['azure/gpt-4.1-eu', 'claude-sonnet']);
  });

  it.each([
    ['rate', 'gpt-4o'],
    ['step', 'azure/gpt-4.1-eu'],
    ['proven', 'gpt-10'],
    ['policy', 'azure/gpt-4.1-eu'],
  ])('goes by %s, the greatest first', (sort, first) => {
    expect(names(`sort=-${sort}`)[0]).toBe(first);
  });

  it('leaves equals in the order of their names, whichever way it goes', () => {
    const equals = ['b', 'a'].map((model) => chainRow(chain(model, [])));
    const query = readChainListQuery(new URLSearchParams('sort=-rate'));
    expect(arrangeChains(equals, query, NOW).map(({ model }) => model)).toEqual(['a', 'b']);
  });
});
