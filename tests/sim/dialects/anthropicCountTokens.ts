import { readConversation } from './anthropicRead.ts';
import type { Endpoint } from './endpoint.ts';

/** Anthropic's token counter. */
export const anthropicCountTokens: Endpoint = {
  read: readConversation,
  json: (_ask, answer) => ({ input_tokens: answer.usage?.prompt ?? 0 }),
  keepAlive: '',
};
