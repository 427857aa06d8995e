import { describe, expect, it } from '@jest/globals';
import { documentSchema } from '@understudy/contract';
import { chainsByTarget } from './chainsByTarget.ts';

describe('chains by target', () => {
  it('names a chain once for each target, special lists included; models of one target are one', () => {
    const users = chainsByTarget(
      documentSchema.parse({
        version: 1,
        providers: [{ id: 'p', dialect: 'openai', baseUrl: 'https://p.example' }],
        models: [
          { id: 'a', provider: 'p', upstreamModel: 'up' },
          { id: 'b', provider: 'p', upstreamModel: 'up' },
          { id: 'c', provider: 'p' },
        ],
        chains: [
          { model: 'a', fallbacks: ['b'], contextWindowFallbacks: ['c'] },
          { model: 'c', fallbacks: ['a', 'gone'] },
        ],
      }),
    );
    expect(users.get('p up')).toEqual(['a', 'c']);
    expect(users.get('p c')).toEqual(['a', 'c']);
    expect(users.has('')).toBe(false);
  });
});
