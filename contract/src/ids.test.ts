import { describe, expect, it } from '@jest/globals';
import { idSchema } from './ids.ts';

describe('idSchema', () => {
  it.each([
    'a',
    '7b',
    'gpt-4o',
    'meta-llama/Llama-3.3-70B:free',
    'user@host',
    'a+b',
    'a._:/@+-',
    'a/b/c',
    'a..b',
    'x'.repeat(100),
  ])('takes %s', (id) => {
    expect(idSchema.safeParse(id).success).toBe(true);
  });

  it.each([
    '',
    '-a',
    '.a',
    '/a',
    'a b',
    'a,b',
    'a%2Fb',
    'ä',
    'a\n',
    'a/',
    'a//b',
    'a/./b',
    'a/../b',
    'a/..',
    'a?b',
    'a#b',
    'x'.repeat(101),
  ])('refuses %j', (id) => {
    expect(idSchema.safeParse(id).success).toBe(false);
  });
});
