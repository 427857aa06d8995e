import type { Dialect } from './dialect.ts';

/** OpenAI and every compatible server. */
export const openai: Dialect = {
  paths: {
    chat: () => '/chat/completions',
    completions: () => '/completions',
    embeddings: () => '/embeddings',
    responses: () => '/responses',
  },
  basePath: (path) => path,
  credential: (apiKey) => ['authorization', `Bearer ${apiKey}`],
  defaults: [],
  headerPrefixes: ['openai-'],
  asksForUsage: true,
};

/** Servers whose address is often given without the `/v1` that their OpenAI-compatible API lives under. */
export const openaiUnderV1: Dialect = { ...openai, basePath: (path) => (path === '' ? '/v1' : path) };
