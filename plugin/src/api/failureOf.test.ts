import { describe, expect, it } from '@jest/globals';
import { failureOf } from './failureOf.ts';

const problem = (status: number, more: object = {}) => ({
  type: 'about:blank',
  title: 'A problem',
  status,
  detail: 'It did not work.',
  ...more,
});
const failure = (status: number, body?: unknown, retryAfter?: string) =>
  failureOf({ status, body, header: (name) => (name === 'retry-after' ? (retryAfter ?? null) : null) });

describe('a failed answer', () => {
  it.each([
    [0, 'unreachable'],
    [400, 'refused'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'missing'],
    [412, 'conflict'],
    [422, 'refused'],
    [428, 'conflict'],
    [429, 'limited'],
    [500, 'failed'],
    [502, 'unreachable'],
    [503, 'unreachable'],
    [504, 'unreachable'],
  ])('of status %d is %s', (status, kind) => {
    expect(failure(status, problem(status)).kind).toBe(kind);
  });

  it('of a route that Grafana does not have means that nothing is configured', () => {
    expect(failure(404, { message: 'plugin route not found' }).kind).toBe('unconfigured');
  });

  it('without a word of the agent has words of its own', () => {
    expect(failure(502).message).toBe('The agent does not answer.');
    expect(failure(500, '<html>').message).toBe('The agent failed.');
  });

  it('has the words of the agent, what to do, and all findings', () => {
    const finding = {
      path: 'fallbacks[0]',
      message: 'unknown model',
      severity: 'error',
      code: 'id',
      fix: 'Name a model.',
    };
    const error = failure(400, problem(400, { fix: 'Name a model.', findings: [finding] }));
    expect(error.message).toBe('It did not work.');
    expect(error.fix).toBe('Name a model.');
    expect(error.findings).toHaveLength(1);
  });

  it('of an agent that a file manages says so', () => {
    expect(failure(409, problem(409, { code: 'managed' })).kind).toBe('managed');
  });

  it('of an agent whose shared store is away is not that of an agent that is down', () => {
    expect(failure(503, problem(503, { code: 'store_unavailable' })).kind).toBe('store');
  });

  it('of a later agent keeps its words, whatever else it carries', () => {
    const error = failure(404, problem(404, { hint: 'new', findings: [{ code: 'of another version' }] }));
    expect(error).toMatchObject({ kind: 'missing', message: 'It did not work.', findings: [] });
  });

  it('keeps when to try again', () => {
    expect(failure(429, problem(429), '24').retryAfter).toBe(24);
    expect(failure(429, problem(429)).retryAfter).toBeUndefined();
  });
});
