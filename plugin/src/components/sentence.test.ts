import { describe, expect, it } from '@jest/globals';
import { sentence } from './sentence.ts';

describe('a message of the agent', () => {
  it.each([
    ['is it?', 'Is it?'],
    ['somebody else changed it', 'Somebody else changed it.'],
    ['Bring Redis back.', 'Bring Redis back.'],
  ])('"%s" becomes "%s"', (message, expected) => {
    expect(sentence(message)).toBe(expected);
  });
});
