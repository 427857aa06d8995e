import { describe, expect, it } from '@jest/globals';
import { pictureRegistry } from '../steps/testRegistry.ts';
import { localFindings } from './localFindings.ts';

const registry = pictureRegistry();

describe('localFindings', () => {
  it("are the agent's rules over the models of the chain", () => {
    const chain = { model: 'gpt-4o', fallbacks: ['claude-sonnet', 'llama3.3:70b', 'gpt-4-turbo'] };
    const found = localFindings(chain, registry, 2).map(({ code, about }) => [code, about?.[0]?.step]);
    expect(found).toEqual([
      ['fallback_context_window', 2],
      ['fallback_capability', 2],
      ['fallback_cost', 3],
    ]);
  });

  it('warn above the threshold of the document', () => {
    const chain = { model: 'gpt-4o', fallbacks: ['claude-sonnet', 'gpt-4-turbo'] };
    expect(localFindings(chain, registry, 4)).toEqual([]);
  });

  it('say so of a model that is gone', () => {
    const codes = localFindings({ model: 'gpt-4o', fallbacks: ['gone'] }, registry, 2).map(({ code }) => code);
    expect(codes).toContain('unknown_model');
  });
});
