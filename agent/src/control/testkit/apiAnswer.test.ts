import { describe, expect, it } from '@jest/globals';
import { type AgentHealth, getHealth, healthEndpoints } from '@understudy/contract';
import { readApiAnswer } from './apiAnswer.ts';

const HEALTH: AgentHealth = { status: 'ok', reasons: [], checkedAt: '2026-01-01T00:00:00.000Z' };
const PROBLEM = { type: 'about:blank', title: 'Not Found', status: 404, detail: 'there is none' };
const CALL = { method: 'GET', path: '/health?x=1', endpoints: healthEndpoints };

const answer = (body: unknown, { status = 200, type = 'application/json' } = {}) =>
  readApiAnswer(new Response(JSON.stringify(body), { status, headers: { 'content-type': type, etag: '"e"' } }), CALL);
const refused = (body: unknown) => answer(body, { status: 404, type: 'application/problem+json' });

describe('an answer of the control API', () => {
  it('is read as what its endpoint says', async () => {
    const read = await answer(HEALTH);
    expect(read.as(getHealth)).toEqual(HEALTH);
    expect(read).toMatchObject({ status: 200, etag: '"e"', body: HEALTH });
    expect(() => read.problem()).toThrow('application/problem+json');
  });

  it.each([
    ['lacks a field', { ...HEALTH, status: undefined }],
    ['has one that the contract does not name', { ...HEALTH, mood: 'good' }],
    ['has one of another kind', { ...HEALTH, reasons: 'none' }],
  ])('fails a test that reads it where it %s', async (_what, body) => {
    await expect(answer(body)).rejects.toThrow();
  });

  it('fails a test where it succeeds with another status', async () => {
    await expect(answer(HEALTH, { status: 201 })).rejects.toThrow('getHealth');
  });

  it('is not that of another endpoint', async () => {
    const read = await answer(HEALTH);
    expect(() => read.as({ ...getHealth, operationId: 'getStatus' })).toThrow('getStatus');
  });

  it('is a problem document where it is refused', async () => {
    const read = await refused(PROBLEM);
    expect(read.problem()).toEqual(PROBLEM);
    expect(() => read.as(getHealth)).toThrow('there is none');
    await expect(refused({ ...PROBLEM, status: 400 })).rejects.toThrow();
    await expect(refused({ ...PROBLEM, stack: 'at x' })).rejects.toThrow();
    await expect(answer(PROBLEM, { status: 404 })).rejects.toThrow('application/problem+json');
  });
});
