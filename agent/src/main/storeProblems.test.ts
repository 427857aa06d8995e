import { describe, expect, it } from '@jest/globals';
import { StoreProblems } from './storeProblems.ts';

describe('problems of the store', () => {
  it('are told at once, and counted as soon as there is something to count with', () => {
    const told: string[] = [];
    const counted: string[] = [];
    const problems = new StoreProblems((message) => told.push(message));
    problems.note('a revision cannot be read', 'read');
    expect([told, counted]).toEqual([['a revision cannot be read'], []]);
    problems.countWith((op) => counted.push(op));
    problems.note('a drill could not be written', 'drills');
    expect(counted).toEqual(['read', 'drills']);
    expect(told).toHaveLength(2);
  });
});
