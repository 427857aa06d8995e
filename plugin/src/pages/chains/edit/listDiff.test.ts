import { describe, expect, it } from '@jest/globals';
import { listDiff } from './listDiff.ts';

describe('listDiff', () => {
  it('is the review of ui.md: one removed, one that was 3, one added', () => {
    const before = ['claude-sonnet', 'gemini-2.5-flash', 'llama3.3:70b'];
    const after = ['claude-sonnet', 'llama3.3:70b', 'gpt-4-turbo'];
    expect(listDiff(before, after, ['llama3.3:70b'])).toEqual({
      before: [
        { model: 'claude-sonnet', removed: false },
        { model: 'gemini-2.5-flash', removed: true },
        { model: 'llama3.3:70b', removed: false },
      ],
      after: [
        { model: 'claude-sonnet', mark: { kind: 'same' } },
        { model: 'llama3.3:70b', mark: { kind: 'moved', was: 3 } },
        { model: 'gpt-4-turbo', mark: { kind: 'new' } },
      ],
    });
  });

  it('marks nothing in a list that is as it was', () => {
    expect(listDiff(['a'], ['a']).after).toEqual([{ model: 'a', mark: { kind: 'same' } }]);
  });

  it('marks each step of a new list as new', () => {
    expect(listDiff([], ['a', 'b']).after.map(({ mark }) => mark.kind)).toEqual(['new', 'new']);
  });
});
