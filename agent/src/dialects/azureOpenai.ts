import { openai } from './openai.ts';
import type { Dialect } from './dialect.ts';
import type { ProviderAccount } from './providerAccount.ts';

/** The newest dated version that is generally available. */
const DEFAULT_API_VERSION = '2024-10-21';
const DATED = /^\d{4}-\d{2}-\d{2}/;

type PathOf = (account: ProviderAccount, upstreamModel: string) => string;

function deploymentPath(operation: string): PathOf {
  return ({ apiVersion }, deployment) => {
    const version = encodeURIComponent(apiVersion ?? DEFAULT_API_VERSION);
    return `/openai/deployments/${encodeURIComponent(deployment)}/${operation}?api-version=${version}`;
  };
}

/** The versionless API knows `preview`, `latest` and `v1`; a dated version belongs to the deployments' API alone. */
const responsesPath: PathOf = ({ apiVersion }) => {
  const version = apiVersion === null || DATED.test(apiVersion) ? 'preview' : apiVersion;
  return `/openai/v1/responses?api-version=${encodeURIComponent(version)}`;
};

/** Azure OpenAI: OpenAI's bodies at a deployment's address. */
export const azureOpenai: Dialect = {
  ...openai,
  paths: {
    chat: deploymentPath('chat/completions'),
    completions: deploymentPath('completions'),
    embeddings: deploymentPath('embeddings'),
    responses: responsesPath,
  },
  basePath: (path) => path.replace(/\/openai(\/v1)?$/, ''),
  credential: (apiKey) => ['api-key', apiKey],
};
