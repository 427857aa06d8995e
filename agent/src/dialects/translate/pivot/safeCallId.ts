import { createHash } from 'node:crypto';

/** What every dialect takes as the id of a tool call: Anthropic limits the characters, OpenAI the length. */
const SAFE = /^[A-Za-z0-9_-]{1,40}$/;

/**
 * The id of a tool call in a form that every dialect accepts. Some servers say `functions.name:0`; the same id always
 * gives the same result, so that a call and its answer stay together over the turns of a conversation.
 */
export function safeCallId(id: string): string {
  if (SAFE.test(id)) return id;
  return `call_${createHash('sha256').update(id).digest('hex').slice(0, 24)}`;
}
