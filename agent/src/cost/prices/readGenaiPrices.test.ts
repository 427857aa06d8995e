import { describe, expect, it } from '@jest/globals';
import { fetchSnapshot, PriceDataError } from './fetchSnapshot.ts';
import { PriceAges } from './priceAges.ts';
import { readGenaiPrices } from './readGenaiPrices.ts';

const vendor = (prices: unknown, over: object = {}) => ({
  id: 'v',
  api_pattern: 'https://v',
  models: [{ id: 'm', match: { equals: 'm' }, prices, ...over }],
});
const read = (prices: unknown) => readGenaiPrices([vendor(prices)], '2026-06-01')[0]?.models[0];

describe('readGenaiPrices', () => {
  it('reads prices a million tokens, cache prices and the context window', () => {
    const prices = { input_mtok: 2, output_mtok: 8, cache_read_mtok: 1, cache_write_mtok: 3, web_searches_kcount: 9 };
    expect(
      readGenaiPrices({ providers: [vendor(prices, { context_window: 100 })] }, '2026-06-01')[0]?.models[0],
    ).toEqual({
      id: 'm',
      match: { equals: 'm' },
      price: { input: 2, output: 8, cachedInput: 1, cacheWrite: 3 },
      contextWindow: 100,
    });
  });

  it('takes the base of a tiered price and says that there is more', () => {
    const prices = { input_mtok: { base: 1, tiers: [{ start: 200_000, price: 2 }] }, output_mtok: 4 };
    expect(read(prices)).toMatchObject({ price: { input: 1, output: 4 }, tiered: true });
  });

  it('takes the dated price of the day, and none by time of day', () => {
    const prices = [
      { prices: { input_mtok: 1, output_mtok: 1 } },
      { constraint: { type: 'start_date', start_date: '2026-01-01' }, prices: { input_mtok: 2, output_mtok: 2 } },
      { constraint: { type: 'start_date', start_date: '2027-01-01' }, prices: { input_mtok: 3, output_mtok: 3 } },
      { constraint: { type: 'time_of_date', start_time: '00:30' }, prices: { input_mtok: 4, output_mtok: 4 } },
    ];
    expect(read(prices)?.price).toEqual({ input: 2, output: 2 });
  });

  it('counts output of what has none, such as embeddings, as free', () => {
    expect(read({ input_mtok: 0.1 })?.price).toEqual({ input: 0.1, output: 0 });
  });

  it.each([[{ output_mtok: 1 }], [{}], ['free'], [{ input_mtok: -1 }]])('leaves out %j', (prices) => {
    expect(read(prices)).toBeUndefined();
  });

  it.each([[null], [{}], ['x'], [[1, {}]]])('finds nothing in %j', (raw) => {
    expect(readGenaiPrices(raw, '2026-06-01')).toEqual([]);
  });
});

describe('fetchSnapshot', () => {
  const get = (response: Response) =>
    fetchSnapshot('https://me:pw@x.example/p?key=1', '2026-06-01', async () => response);

  it('reads data and names its source without credentials', async () => {
    const snapshot = await get(Response.json([vendor({ input_mtok: 1 })]));
    expect(snapshot).toMatchObject({ source: 'https://x.example/p', date: '2026-06-01', vendors: [{ id: 'v' }] });
  });

  it.each([
    ['a failure', () => new Response('no', { status: 500 }), 'status 500'],
    ['no JSON', () => new Response('<html>'), 'not JSON'],
    ['no data', () => Response.json({}), 'no price data'],
  ])('refuses %s', async (_what, response, message) => {
    const failed = await get(response()).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(PriceDataError);
    expect((failed as Error).message).toContain(message);
    expect((failed as Error).message).not.toMatch(/pw|key=/);
  });
});

describe('PriceAges', () => {
  const model = (id: string, input?: number) => ({
    id,
    provider: 'p',
    ...(input === undefined ? {} : { price: { input, output: 1 } }),
  });
  const document = (...models: ReturnType<typeof model>[]) => ({
    version: 1 as const,
    providers: [],
    models,
    chains: [],
  });
  const [FIRST, SECOND] = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'];

  it('keeps the time of a price that stays, over a restart too', () => {
    let saved: unknown;
    const open = () => new PriceAges({ saved, save: (record) => (saved = record), now: () => SECOND });
    const ages = open();
    ages.follow(document(model('a', 1), model('b', 1), model('c')), FIRST);
    const again = open();
    again.follow(document(model('a', 1), model('b', 2), model('c')), SECOND);
    expect([again.since('a'), again.since('b'), again.since('c')]).toEqual([FIRST, SECOND, null]);
    expect(again.updatedAt).toBe(Date.parse(SECOND));
    again.follow(document());
    expect(again.updatedAt).toBeNull();
    expect(saved).toEqual({});
  });

  it('saves only what changed, and begins anew with a damaged record', () => {
    const saves: unknown[] = [];
    const ages = new PriceAges({ saved: { a: 1 }, save: (record) => saves.push(record), now: () => FIRST });
    ages.follow(document(model('a', 1)));
    ages.follow(document(model('a', 1)), SECOND);
    expect(saves).toHaveLength(1);
    expect(ages.since('a')).toBe(FIRST);
  });
});
