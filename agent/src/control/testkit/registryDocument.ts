import type { ConfigDocument } from '@understudy/contract';

/** Two vendors and a local server; ids with slashes; one model that nothing uses. */
export function registryDocument(over: Partial<ConfigDocument> = {}): ConfigDocument {
  return {
    version: 1,
    providers: [
      { id: 'openai', dialect: 'openai', baseUrl: 'https://api.openai.com/v1', apiKey: 'env:OPENAI_API_KEY' },
      {
        id: 'eu/claude',
        dialect: 'anthropic',
        baseUrl: 'https://api.anthropic.com',
        apiKey: 'env:OPERATORS_OWN',
        headers: { 'X-Team': 'blue', 'X-Auth-Token': 'env:TEAM_API_KEY' },
        priority: 5,
      },
      { id: 'local', dialect: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1', location: 'local', enabled: false },
    ],
    models: [
      { id: 'gpt-4o', provider: 'openai', price: { input: 3, output: 9 }, capabilities: ['tools', 'vision'] },
      { id: 'org/mini', provider: 'openai', upstreamModel: 'gpt-4o-mini', displayName: 'Mini' },
      { id: 'claude', provider: 'eu/claude', upstreamModel: 'claude-sonnet-4-5', verified: true },
      { id: 'llama3', provider: 'local' },
      { id: 'spare', provider: 'openai' },
    ],
    chains: [
      { model: 'gpt-4o', fallbacks: ['claude', 'org/mini'], contextWindowFallbacks: ['claude'] },
      { model: 'org/mini', fallbacks: ['claude'] },
    ],
    costs: { referenceModel: 'claude' },
    ...over,
  };
}
