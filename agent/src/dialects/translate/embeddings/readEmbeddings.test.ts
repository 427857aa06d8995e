import { describe, expect, it } from '@jest/globals';
import { DEFAULT_BREAKER, DEFAULT_DEADLINES } from '@understudy/contract';
import type { Step } from '../../../engine/index.ts';
import { readEmbeddings } from './readEmbeddings.ts';
import { writeEmbeddings } from './writeEmbeddings.ts';

const STEP: Step = {
  model: 'm',
  provider: 'p',
  upstreamModel: 'm',
  dialect: 'google',
  target: 'p/m',
  callable: true,
  blockedBy: '',
  capabilities: null,
  contextWindow: null,
  price: null,
  deadlines: DEFAULT_DEADLINES,
  breaker: DEFAULT_BREAKER,
};

describe('embeddings', () => {
  it('reads one text or many', () => {
    expect(readEmbeddings({ input: 'a', dimensions: 8 }, STEP)).toMatchObject({
      values: ['a'],
      dimensions: 8,
      encoding: 'float',
    });
    expect(readEmbeddings({ input: ['a', 'b'], encoding_format: 'base64' }, STEP)).toMatchObject({
      values: ['a', 'b'],
      dimensions: null,
      encoding: 'base64',
    });
  });

  it.each([
    [{ input: [1, 2, 3] }, STEP, 'tokens'],
    [{ input: ['a', [1]] }, STEP, 'tokens'],
    [{}, STEP, 'texts'],
    [{ input: Array.from({ length: 101 }, () => 'a') }, STEP, '100'],
    [{ input: 'a' }, { ...STEP, dialect: 'anthropic' as const }, 'Anthropic'],
  ])('refuses what it cannot carry (%#)', (body, step, words) => {
    expect(readEmbeddings(body, step)).toEqual({ kind: 'refused', reason: expect.stringContaining(words) });
  });

  it('writes vectors as little-endian floats where base64 is wanted', () => {
    const request = { kind: 'embeddings' as const, values: ['a'], dimensions: null, encoding: 'base64' as const };
    expect(writeEmbeddings([[1, -2]], request, 'm').data).toEqual([
      { object: 'embedding', index: 0, embedding: 'AACAPwAAAMA=' },
    ]);
  });
});
