import { describe, expect, it } from '@jest/globals';
import { csvTable } from './csv.ts';

describe('csvTable', () => {
  it('quotes what would break a line or a cell', () => {
    expect(
      csvTable(
        ['a', 'b'],
        [
          ['x,y', 'say "hi"'],
          ['two\nlines', 1],
        ],
      ),
    ).toBe('a,b\r\n"x,y","say ""hi"""\r\n"two\nlines",1\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r=1'])('disarms %j', (text) => {
    expect(
      csvTable(['a'], [[text]])
        .split('\r\n', 2)[1]
        ?.replace(/^"/, '')
        .startsWith("'"),
    ).toBe(true);
  });

  it('leaves numbers and harmless text as they are', () => {
    expect(csvTable(['n'], [[-5], ['a=b'], ['']])).toBe('n\r\n-5\r\na=b\r\n\r\n');
  });
});
