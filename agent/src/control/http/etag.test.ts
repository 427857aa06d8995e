import { describe, expect, it } from '@jest/globals';
import { etagOf, requireMatch } from './etag.ts';
import { ProblemError } from './problem.ts';

const CURRENT = { a: 1 };
const TAG = etagOf(CURRENT);

function outcome(ifMatch: string | undefined, current: unknown = CURRENT): number {
  try {
    requireMatch(ifMatch, current);
    return 200;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.status;
    throw error;
  }
}

describe('If-Match', () => {
  it.each([
    [undefined, 428],
    [TAG, 200],
    ['*', 200],
    [` ${TAG} `, 200],
    [`"other", ${TAG}`, 200],
    [`"with,comma",${TAG}`, 200],
    [`, ,${TAG},`, 200],
    [`W/"weak", ${TAG}`, 200],
    ['"other"', 412],
    [`W/${TAG}`, 412],
    ['""', 412],
    [TAG.slice(1, -1), 400],
    [`${TAG} ${TAG}`, 400],
    [`${TAG}, *`, 400],
    ['"open', 400],
    [`w/${TAG}`, 400],
    ['', 400],
    [',', 400],
  ])('%j on something that exists: %i', (ifMatch, status) => {
    expect(outcome(ifMatch)).toBe(status);
  });

  it.each([
    [undefined, 200],
    ['*', 412],
    ['"x"', 412],
    ['x', 400],
  ])('%j on nothing: %i', (ifMatch, status) => {
    const error = (() => {
      try {
        requireMatch(ifMatch, undefined);
        return 200;
      } catch (thrown) {
        return thrown instanceof ProblemError ? thrown.problem.status : 0;
      }
    })();
    expect(error).toBe(status);
  });

  it('hands the representation in force to whoever is stale, as a client may see it', () => {
    try {
      requireMatch('"old"', { secret: 'x' }, { secret: { set: true } });
      throw new Error('was let through');
    } catch (error) {
      expect(error).toMatchObject({
        problem: { status: 412, current: { secret: { set: true } }, etag: etagOf({ secret: 'x' }) },
        headers: { etag: etagOf({ secret: 'x' }) },
      });
    }
  });
});
