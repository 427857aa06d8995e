import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { formatPath, parsePath } from './path.ts';

describe('paths of findings', () => {
  it('reads as in the document', () => {
    expect(formatPath(['chains', 0, 'fallbacks', 1])).toBe('chains[0].fallbacks[1]');
    expect(formatPath(['providers', 0, 'headers', 'OpenAI-Organization'])).toBe(
      'providers[0].headers.OpenAI-Organization',
    );
    expect(formatPath(['a b', '0'])).toBe('["a b"]["0"]');
    expect(formatPath([])).toBe('');
  });

  it('can be read back', () => {
    const segment = fc.oneof(fc.nat(), fc.string(), fc.constantFrom('chains', 'x-y', '__proto__'));
    fc.assert(fc.property(fc.array(segment), (path) => expect(parsePath(formatPath(path))).toEqual(path)));
  });
});
