import type { Dialect } from './dialect.ts';

/** Anthropic's messages API. */
export const anthropic: Dialect = {
  paths: { messages: () => '/v1/messages' },
  basePath: (path) => path.replace(/\/v1$/, ''),
  credential: (apiKey) => ['x-api-key', apiKey],
  defaults: [['anthropic-version', '2023-06-01']],
  headerPrefixes: ['anthropic-'],
  asksForUsage: false,
};
