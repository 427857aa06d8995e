import { describe, expect, it } from '@jest/globals';
import { movedSteps } from './movedSteps.ts';

/** One letter a step. */
const steps = (letters: string): string[] => Array.from(letters);
const moved = (before: string, after: string, touched = ''): string =>
  [...movedSteps(steps(before), steps(after), steps(touched))].join('');

describe('movedSteps', () => {
  it.each([
    ['nothing where nothing changed', 'abc', 'abc', ''],
    ['nothing of an empty list', '', '', ''],
    ['the one that went to the end', 'abcd', 'bcda', 'a'],
    ['the one that came to the front', 'abcd', 'dabc', 'd'],
    ['not those below one that was removed', 'abcd', 'bcd', ''],
    ['not those below one that was added', 'abc', 'xabc', ''],
    ['the moved one also beside an added and a removed one', 'abcd', 'dabx', 'd'],
  ])('names %s', (_, before, after, expected) => {
    expect(moved(before, after)).toBe(expected);
  });

  it('takes the dragged one of two that changed places', () => {
    expect(moved('ab', 'ba', 'a')).toBe('a');
    expect(moved('ab', 'ba', 'b')).toBe('b');
  });

  it('counts a dragged one by its number, also where the steps around it went away since', () => {
    expect(moved('abc', 'ac', 'c')).toBe('c');
  });

  it('forgets a dragged one that is back in its place', () => {
    expect(moved('abc', 'abc', 'b')).toBe('');
  });

  it('turns a whole list over with all but one move', () => {
    expect(moved('abcd', 'dcba')).toHaveLength(3);
  });
});
