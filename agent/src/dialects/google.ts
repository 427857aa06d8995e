import type { Dialect } from './dialect.ts';

/** Google's Gemini API: speaks none of the clients' APIs itself, every call is translated. */
export const google: Dialect = {
  paths: {},
  basePath: (path) => path,
  credential: (apiKey) => ['x-goog-api-key', apiKey],
  defaults: [],
  headerPrefixes: ['x-goog-'],
  asksForUsage: false,
};
