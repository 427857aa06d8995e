import type { EndpointName, Route } from './call.ts';

const OPENAI: Record<string, EndpointName> = {
  'chat/completions': 'chat',
  completions: 'completions',
  embeddings: 'embeddings',
  responses: 'responses',
};

const GOOGLE: Record<string, EndpointName> = {
  generateContent: 'generate',
  streamGenerateContent: 'streamGenerate',
  embedContent: 'embedContent',
  batchEmbedContents: 'batchEmbedContents',
  countTokens: 'countTokens',
};

type Place = Pick<Route, 'dialect' | 'endpoint' | 'pathModel'>;

function openaiPlace(path: string): Place | undefined {
  const endpoint = OPENAI[path.replace(/^\/v1\//, '')];
  return endpoint && path.startsWith('/v1/') ? { dialect: 'openai', endpoint } : undefined;
}

function azurePlace(path: string): Place | undefined {
  const [, deployment, operation] = /^\/openai\/deployments\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const endpoint = OPENAI[operation ?? path.replace(/^\/openai\/v1\//, '')];
  if (endpoint === undefined || !path.startsWith('/openai/')) return undefined;
  if (deployment === undefined) return { dialect: 'azure', endpoint };
  return { dialect: 'azure', endpoint, pathModel: decodeURIComponent(deployment) };
}

function anthropicPlace(path: string): Place | undefined {
  if (path === '/v1/messages') return { dialect: 'anthropic', endpoint: 'messages' };
  if (path === '/v1/messages/count_tokens') return { dialect: 'anthropic', endpoint: 'countTokens' };
  return undefined;
}

function googlePlace(path: string): Place | undefined {
  const [, model, method] = /^\/v1(?:beta)?\/models\/([^:]+):(\w+)$/.exec(path) ?? [];
  const endpoint = GOOGLE[method ?? ''];
  if (model === undefined || endpoint === undefined) return undefined;
  return { dialect: 'google', endpoint, pathModel: decodeURIComponent(model) };
}

function modelsPlace(path: string, headers: NodeJS.Dict<string | string[]>): Place | undefined {
  const [, root, model] = /^(\/v1|\/v1beta|\/openai\/v1|\/openai)\/models(?:\/([^/]+))?$/.exec(path) ?? [];
  if (root === undefined) return undefined;
  const pathModel = model === undefined ? {} : { pathModel: decodeURIComponent(model) };
  if (root === '/v1beta') return { dialect: 'google', endpoint: 'models', ...pathModel };
  if (root !== '/v1') return { dialect: 'azure', endpoint: 'models', ...pathModel };
  const dialect = headers['anthropic-version'] === undefined ? 'openai' : 'anthropic';
  return { dialect, endpoint: 'models', ...pathModel };
}

/** What a request's target asks for; undefined where no provider has such a path. */
export function routeOf(method: string, target: string, headers: NodeJS.Dict<string | string[]>): Route | undefined {
  const url = new URL(target, 'http://sim');
  const path = url.pathname;
  const place =
    method === 'POST'
      ? (openaiPlace(path) ?? azurePlace(path) ?? anthropicPlace(path) ?? googlePlace(path))
      : modelsPlace(path, headers);
  return place && { ...place, path, query: url.searchParams };
}
