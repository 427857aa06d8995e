import { describe, expect, it } from '@jest/globals';
import { readCompletions } from './readCompletions.ts';

describe('readCompletions', () => {
  it('makes one text one message of the user, with OpenAI’s default limit', () => {
    expect(readCompletions({ prompt: ['once'], stop: ['a'], temperature: 0.1 })).toMatchObject({
      kind: 'request',
      request: {
        options: {
          prompt: [{ role: 'user', content: [{ type: 'text', text: 'once' }] }],
          maxOutputTokens: 16,
          stopSequences: ['a'],
          temperature: 0.1,
        },
      },
    });
  });

  it.each([
    [{ prompt: ['a', 'b'] }, '"prompt"'],
    [{ prompt: [1, 2] }, '"prompt"'],
    [{ echo: true }, '"echo"'],
    [{ suffix: 'x' }, '"suffix"'],
    [{ logprobs: 0 }, '"logprobs"'],
    [{ n: 2 }, '"n"'],
    [{ best_of: 3 }, '"best_of"'],
  ])('refuses %j', (body, words) => {
    const reading = readCompletions({ prompt: 'once', ...body });
    expect(reading).toEqual({ kind: 'refused', reason: expect.stringContaining(words) });
  });
});
