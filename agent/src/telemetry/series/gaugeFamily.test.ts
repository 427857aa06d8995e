import { describe, expect, it } from '@jest/globals';
import { GaugeFamily } from './gaugeFamily.ts';

describe('a gauge that is read at scrape time', () => {
  it('leaves out values that are no numbers and shows a label set once', () => {
    const family = new GaugeFamily<'a'>(() => [
      [{ a: 'x' }, 1],
      [{ a: 'x' }, 2],
      [{ a: 'y' }, NaN],
      [{ a: 'z' }, Infinity],
    ]);
    expect([...family.samples()].map(({ labelText, value }) => [labelText, value])).toEqual([['a="x"', 1]]);
  });

  it('reads no further than it was asked to', () => {
    let read = 0;
    const family = new GaugeFamily<'a'>(function* readings() {
      for (; read < 1_000; read++) yield [{ a: String(read) }, read] as const;
    });
    const samples = family.samples();
    samples.next();
    samples.next();
    expect(read).toBeLessThan(3);
  });

  it('escapes what a version or a hash may hold', () => {
    const family = new GaugeFamily<'a'>(() => [[{ a: 'say "hi"\\\n' }, 1]]);
    expect([...family.samples()][0]?.labelText).toBe('a="say \\"hi\\"\\\\\\n"');
  });
});
