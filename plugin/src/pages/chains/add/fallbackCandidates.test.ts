import { describe, expect, it } from '@jest/globals';
import { pictureRegistry } from '../steps/testRegistry.ts';
import { fallbackCandidates } from './fallbackCandidates.ts';

const registry = pictureRegistry();
const found = (search: string, present: string[] = ['claude-sonnet']) =>
  fallbackCandidates(registry, 'gpt-4o', present, search);
const names = (search: string): string[] => found(search).map(({ model }) => model.id);

describe('fallbackCandidates', () => {
  it('lists last what cannot be added, each with the reason', () => {
    expect(found('').map(({ model, obstacle }) => [model.id, obstacle?.kind ?? null])).toEqual([
      ['llama3.3:70b', null],
      ['gpt-4-turbo', null],
      ['gpt-4o', 'primary'],
      ['claude-sonnet', 'in chain'],
      ['mistral-large', 'blocked'],
      ['retired', 'blocked'],
    ]);
    expect(found('retired')[0]?.obstacle).toEqual({ kind: 'blocked', why: 'model retired is disabled' });
  });

  it('finds by model, provider, capability and place', () => {
    expect(names('LLAMA')).toEqual(['llama3.3:70b']);
    expect(names('anthropic')).toEqual(['claude-sonnet']);
    expect(names('vision')).toEqual(['gpt-4-turbo', 'gpt-4o', 'claude-sonnet']);
    expect(names('local')).toEqual(['llama3.3:70b']);
  });

  it('wants every word', () => {
    expect(names('vision openai turbo')).toEqual(['gpt-4-turbo']);
    expect(names('vision nothing')).toEqual([]);
  });
});
