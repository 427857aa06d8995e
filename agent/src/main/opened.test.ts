import { describe, expect, it } from '@jest/globals';
import { Opened } from './opened.ts';

describe('what a start has opened', () => {
  it('is closed in the reverse order, each once, also where one of them fails', async () => {
    const told: string[] = [];
    const opened = new Opened((message) => told.push(message));
    const part = (name: string, fails = false) => ({
      name,
      close: async () => {
        told.push(name);
        if (fails) throw new Error('disk gone');
      },
    });
    expect(opened.keep('the store', part('store')).name).toBe('store');
    opened.keep('the history', part('history', true));
    opened.keep('the drills', { close: () => void told.push('drills') });
    await opened.close();
    await opened.close();
    expect(told).toEqual(['drills', 'history', 'the history could not be closed: disk gone', 'store']);
  });
});
