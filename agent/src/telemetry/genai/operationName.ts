import type { ApiKind } from '../../engine/index.ts';

/** What OpenTelemetry's conventions call an operation of each API. */
export const OPERATION_NAMES = {
  chat: 'chat',
  responses: 'chat',
  messages: 'chat',
  completions: 'text_completion',
  embeddings: 'embeddings',
} as const satisfies Record<ApiKind, string>;
