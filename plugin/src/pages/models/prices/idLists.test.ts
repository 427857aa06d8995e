import { describe, expect, it } from '@jest/globals';
import { idLists } from './idLists.ts';

describe('idLists', () => {
  it('is one list while it is short enough', () => {
    expect(idLists(['a', 'b/c', 'd'])).toEqual(['a,b/c,d']);
    expect(idLists([])).toEqual([]);
  });

  it('begins another where the limit is reached, and never cuts an id', () => {
    expect(idLists(['aaa', 'bbb', 'cc', 'dddddddddd'], 7)).toEqual(['aaa,bbb', 'cc', 'dddddddddd']);
  });
});
