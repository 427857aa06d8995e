import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonParts } from './jsonParts.ts';

const longList = fc.array(fc.jsonValue({ maxDepth: 1 }), { minLength: 30, maxLength: 100, size: 'max' });
const fields = fc.dictionary(fc.string(), fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined), longList));

describe('jsonParts', () => {
  it('joined are what JSON.stringify gives', () => {
    fc.assert(
      fc.property(fc.oneof(fields, fc.record({ within: fields }), longList, fc.jsonValue()), (value) => {
        expect([...jsonParts(value)].join('')).toBe(JSON.stringify(value));
        expect([...jsonParts(value, true)].join('')).toBe(JSON.stringify(value));
      }),
      { numRuns: 200 },
    );
  });

  it('cut a long list, also within objects, and nothing short', () => {
    const items = Array.from({ length: 1_000 }, (_, id) => ({ id, text: 'x'.repeat(200) }));
    const parts = [...jsonParts({ document: { items }, note: 'n' })];
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(10_000);
    expect([...jsonParts({ items: items.slice(0, 20) })]).toHaveLength(1);
  });

  it('cut a long text, but no character of it', () => {
    for (const text of ['x'.repeat(100_000), `x${'😀'.repeat(50_000)}`, `\n"${'\u{d800}'.repeat(40_000)}`]) {
      const parts = [...jsonParts({ text })];
      expect(parts.join('')).toBe(JSON.stringify({ text }));
      expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(110_000);
      expect(parts.length).toBeGreaterThan(4);
    }
  });

  it('make the text of a lasting entry once', () => {
    let made = 0;
    const items = Array.from({ length: 100 }, (_, id) => ({
      get id() {
        made += 1;
        return id;
      },
    }));
    for (let time = 0; time < 2; time++) [...jsonParts({ items }, true)].join('');
    expect(made).toBe(100);
  });

  it('leave to an object that says itself how it is written', () => {
    const items = Array.from({ length: 100 }, () => new Date(0));
    const itself = { items, toJSON: () => 'short' };
    expect([...jsonParts({ itself, items })].join('')).toBe(JSON.stringify({ itself, items }));
  });
});
