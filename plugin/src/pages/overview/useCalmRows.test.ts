import { getOverview } from '@understudy/contract';
import { describe, expect, it } from '@jest/globals';
import { exampleData } from '../../testing/fakeAgent.ts';
import { inOrderOf } from './useCalmRows.ts';

const [row] = exampleData(getOverview).models;
const named = (...models: string[]) => models.flatMap((model) => (row ? [{ ...row, model }] : []));

describe('inOrderOf', () => {
  it('leaves rows where they are, whatever order they come in', () => {
    expect(inOrderOf(['a', 'b', 'c'], named('c', 'a', 'b')).map(({ model }) => model)).toEqual(['a', 'b', 'c']);
  });

  it('puts what is new at the end, and leaves out what is gone', () => {
    expect(inOrderOf(['a', 'b'], named('new', 'b', 'other')).map(({ model }) => model)).toEqual(['b', 'new', 'other']);
  });
});
