import { describe, expect, it } from '@jest/globals';
import { difference, pricePair } from './priceWords.ts';

const reference = (input: number, output: number) => ({
  price: { input, output },
  vendor: 'openai',
  vendorModel: 'gpt-4o',
  tiered: false,
});

describe('pricePair', () => {
  it('says unknown, never 0', () => {
    expect(pricePair(null)).toBe('unknown');
    expect(pricePair({ input: 2.5, output: 10 })).toBe('2.50 / 10.00');
    expect(pricePair({ input: 0, output: 0 })).toBe('free / free');
  });
});

describe('difference', () => {
  it('compares input and output together', () => {
    expect(difference({ price: { input: 3, output: 12 }, reference: reference(2.5, 10) })).toBe('+20%');
    expect(difference({ price: { input: 2, output: 8 }, reference: reference(2.5, 10) })).toBe('-20%');
    expect(difference({ price: { input: 2.5, output: 10 }, reference: reference(2.5, 10) })).toBe('same');
  });

  it('says nothing without both, or against nothing', () => {
    expect(difference({ price: null, reference: reference(1, 1) })).toBe('');
    expect(difference({ price: { input: 1, output: 1 }, reference: null })).toBe('');
    expect(difference({ price: { input: 1, output: 1 }, reference: reference(0, 0) })).toBe('');
  });
});
