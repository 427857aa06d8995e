import type { EndpointName } from '../call.ts';
import { anthropicCountTokens } from './anthropicCountTokens.ts';
import { anthropicMessages } from './anthropicMessages.ts';
import type { Endpoint } from './endpoint.ts';
import { googleEmbeddings } from './googleEmbeddings.ts';
import { googleCountTokens, googleGenerate } from './googleGenerate.ts';
import { openaiChat } from './openaiChat.ts';
import { openaiCompletions } from './openaiCompletions.ts';
import { openaiEmbeddings } from './openaiEmbeddings.ts';
import { openaiResponses } from './openaiResponses.ts';

const ENDPOINTS: Record<Exclude<EndpointName, 'models' | 'countTokens'>, Endpoint> = {
  chat: openaiChat,
  completions: openaiCompletions,
  embeddings: openaiEmbeddings,
  responses: openaiResponses,
  messages: anthropicMessages,
  generate: googleGenerate,
  streamGenerate: googleGenerate,
  embedContent: googleEmbeddings,
  batchEmbedContents: googleEmbeddings,
};

/** The endpoint of a route; lists of models are answered elsewhere. */
export function endpointFor(dialect: string, name: Exclude<EndpointName, 'models'>): Endpoint {
  if (name !== 'countTokens') return ENDPOINTS[name];
  return dialect === 'anthropic' ? anthropicCountTokens : googleCountTokens;
}
