import { describe, expect, it } from '@jest/globals';
import { DEFAULT_BREAKER, DEFAULT_DEADLINES, type DialectName } from '@understudy/contract';
import type { Step } from '../../../engine/index.ts';
import { isOpenaiReasoningModel } from '../fit/openaiReasoningModel.ts';
import { libraryAddress } from './libraryAddress.ts';
import { openaiBody } from './openaiBody.ts';

function stepOf(dialect: DialectName, upstreamModel: string): Step {
  return {
    model: 'm',
    provider: 'p',
    upstreamModel,
    dialect,
    target: 'p/m',
    callable: true,
    blockedBy: '',
    capabilities: null,
    contextWindow: null,
    price: null,
    deadlines: DEFAULT_DEADLINES,
    breaker: DEFAULT_BREAKER,
  };
}

describe('the address for the library', () => {
  it.each<[DialectName, string, string]>([
    ['anthropic', 'https://api.anthropic.com', 'https://api.anthropic.com/v1'],
    ['anthropic', 'https://api.anthropic.com/v1/', 'https://api.anthropic.com/v1'],
    ['anthropic', 'https://gw.example.com/claude', 'https://gw.example.com/claude/v1'],
    ['google', 'https://g.example.com', 'https://g.example.com/v1beta'],
    ['google', 'https://g.example.com/v1beta', 'https://g.example.com/v1beta'],
    ['google', 'https://g.example.com/v1', 'https://g.example.com/v1'],
    ['openai', 'https://api.openai.com/v1', 'https://api.openai.com/v1'],
    ['ollama', 'http://localhost:11434', 'http://localhost:11434/v1'],
    ['azure-openai', 'https://r.openai.azure.com', 'https://r.openai.azure.com/openai/deployments/my%20gpt'],
    ['azure-openai', 'https://r.openai.azure.com/openai/', 'https://r.openai.azure.com/openai/deployments/my%20gpt'],
  ])('%s at %s', (dialect, baseUrl, wanted) => {
    const account = {
      id: 'p',
      dialect,
      baseUrl,
      apiKey: 'k',
      apiVersion: '2025-01-01',
      headers: {},
      maxConnections: 1,
    };
    const { baseURL, queryParams } = libraryAddress(stepOf(dialect, 'my gpt'), account);
    expect(baseURL).toBe(wanted);
    expect(queryParams).toEqual(dialect === 'azure-openai' ? { 'api-version': '2025-01-01' } : {});
  });
});

describe('OpenAI’s reasoning models', () => {
  it.each([
    ['gpt-5', true],
    ['gpt-5.1-mini', true],
    ['openai/o4-mini', true],
    ['o3', true],
    ['gpt-5-chat-latest', false],
    ['gpt-4o', false],
    ['gpt-oss-120b', false],
    ['llama-3o', false],
  ])('%s: %s', (model, reasons) => {
    expect(isOpenaiReasoningModel(stepOf('openai', model))).toBe(reasons);
  });

  it('take their limit by another name and no sampling settings', () => {
    const body = { model: 'm', max_tokens: 5, temperature: 0.1, top_p: 1, messages: [] };
    expect(openaiBody(body, stepOf('openai', 'gpt-5'))).toEqual({ model: 'm', messages: [], max_completion_tokens: 5 });
    expect(openaiBody(body, stepOf('openai', 'llama3'))).toEqual(body);
  });
});
