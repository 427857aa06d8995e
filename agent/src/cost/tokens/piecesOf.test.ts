import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { piecesOf } from './piecesOf.ts';

describe('piecesOf', () => {
  it('ends pieces before white space and cuts what has none', () => {
    expect([...piecesOf('aaaa bbbb cccc', 8)]).toEqual(['aaaa', ' bbbb', ' cccc']);
    expect([...piecesOf('abcdefghij', 4)]).toEqual(['abcd', 'efgh', 'ij']);
    expect([...piecesOf('')]).toEqual([]);
  });

  it('loses nothing and never exceeds the size', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 2, max: 20 }), (text, size) => {
        const pieces = [...piecesOf(text, size)];
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(size);
      }),
    );
  });
});
