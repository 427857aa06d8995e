import { describe, expect, it } from '@jest/globals';
import { priceSchema, type ConfigDocument, type Provider } from '@understudy/contract';
import { References } from './findReference.ts';
import { matchLogicSchema } from './matchLogic.ts';
import { PriceBook } from './priceBook.ts';
import type { PriceSnapshot } from './priceSnapshot.ts';
import { shippedSnapshot } from './shippedSnapshot.ts';

const provider = (over: Partial<Provider> = {}): Provider => ({
  id: 'p',
  dialect: 'openai',
  baseUrl: 'https://gateway.example/v1',
  ...over,
});
const SNAPSHOT: PriceSnapshot = {
  source: 'test',
  date: '2026-09-01',
  vendors: [
    {
      id: 'openai',
      apiPattern: String.raw`https://api\.openai\.com`,
      models: [
        { id: 'gpt-4', match: { starts_with: 'gpt-4' }, price: { input: 30, output: 60 } },
        { id: 'gpt-4o', match: { equals: 'gpt-4o' }, price: { input: 2.5, output: 10 }, tiered: true },
      ],
    },
    { id: 'broken', apiPattern: '(', models: [{ id: 'x', match: { regex: '(' }, price: { input: 1, output: 1 } }] },
    {
      id: 'anthropic',
      apiPattern: 'https://api[.]anthropic[.]com',
      models: [
        {
          id: 'claude',
          match: { and: [{ contains: 'claude' }, { or: [{ ends_with: '-5' }, { regex: '^claude$' }] }] },
          price: { input: 3, output: 15 },
        },
      ],
    },
  ],
};
const references = new References(SNAPSHOT);
const find = (over: Partial<Provider>, id: string) => references.of(provider(over), { id })?.vendorModel ?? null;

describe('References', () => {
  it('finds a vendor by address, by id, or by a dialect of its own', () => {
    expect(find({ baseUrl: 'https://api.openai.com/v1' }, 'gpt-4o')).toBe('gpt-4o');
    expect(find({ id: 'openai' }, 'gpt-4-turbo')).toBe('gpt-4');
    expect(find({ dialect: 'anthropic' }, 'claude-sonnet-5')).toBe('claude');
  });

  it('never guesses a vendor from a name alone, but reads one that a gateway puts before it', () => {
    expect(find({}, 'gpt-4o')).toBeNull();
    expect(find({ dialect: 'litellm' }, 'openai/gpt-4o')).toBe('gpt-4o');
    expect(find({}, 'nobody/gpt-4o')).toBeNull();
  });

  it('takes the exact entry before one that also matches, and the upstream name before the id', () => {
    const found = references.of(provider({ id: 'openai' }), { id: 'mine', upstreamModel: 'gpt-4o' });
    expect(found).toEqual({ price: { input: 2.5, output: 10 }, vendor: 'openai', vendorModel: 'gpt-4o', tiered: true });
  });

  it('lets a broken pattern match nothing', () => {
    expect(find({ id: 'broken' }, 'y')).toBeNull();
  });
});

const DOCUMENT: ConfigDocument = {
  version: 1,
  providers: [provider({ id: 'openai' }), provider({ id: 'local', location: 'local' })],
  models: [
    { id: 'gpt-4', provider: 'openai' },
    { id: 'gpt-4o', provider: 'openai', price: { input: 1, output: 1 } },
    { id: 'gpt-4-x', provider: 'openai', price: { input: 30, output: 60 } },
    { id: 'o1', provider: 'openai' },
    { id: 'gpt-4-local', provider: 'local', upstreamModel: 'gpt-4' },
  ],
  chains: [],
};
const book = new PriceBook({
  snapshot: SNAPSHOT,
  since: () => '2026-09-01T00:00:00.000Z',
  now: () => Date.UTC(2026, 8, 3),
});
const entry = (at: number) => {
  const model = DOCUMENT.models[at]!;
  return book.entry(
    model,
    DOCUMENT.providers.find(({ id }) => id === model.provider),
  );
};

describe('PriceBook', () => {
  it('says where a price comes from, how old it is, and whether the data differ', () => {
    expect(entry(0)).toMatchObject({ price: null, source: 'none', since: null, ageDays: null, differs: false });
    expect(entry(1)).toMatchObject({ source: 'document', ageDays: 2, differs: true });
    expect(entry(2)).toMatchObject({ source: 'snapshot', differs: false });
    expect(entry(4)).toMatchObject({ local: true, reference: null });
    expect(book.snapshot).toEqual({ source: 'test', date: '2026-09-01', ageDays: 2, models: 4 });
  });

  it('plans a sync of what has no price, or of everything that differs', () => {
    const careful = book.plan(DOCUMENT, false);
    expect(careful.changes.map(({ model }) => model)).toEqual(['gpt-4']);
    expect(careful.unknown).toEqual(['o1']);
    const whole = book.plan(DOCUMENT, true);
    expect(whole.changes.map(({ model }) => model)).toEqual(['gpt-4', 'gpt-4o']);
    expect(book.plan(whole.document, true)).toMatchObject({ changes: [], document: whole.document });
  });
});

describe('the shipped snapshot', () => {
  it('is whole: every line has the shape that the code reads', () => {
    const { vendors, date, source } = shippedSnapshot();
    expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(source).toMatch(/^@pydantic\/genai-prices \d/);
    expect(vendors.length).toBeGreaterThan(20);
    for (const { models, apiPattern } of vendors) {
      expect(() => new RegExp(apiPattern)).not.toThrow();
      for (const { match, price } of models) {
        expect(matchLogicSchema.safeParse(match).success && priceSchema.safeParse(price).success).toBe(true);
      }
    }
  });

  it.each([
    ['openai', 'https://api.openai.com/v1', 'gpt-4o'],
    ['anthropic', 'https://api.anthropic.com', 'claude-sonnet-4-5'],
    ['google', 'https://generativelanguage.googleapis.com', 'gemini-2.5-pro'],
  ] as const)('knows a common model of %s', (dialect, baseUrl, id) => {
    const found = new References(shippedSnapshot()).of(provider({ dialect, baseUrl }), { id });
    expect(found?.price.input).toBeGreaterThan(0);
  });
});
