import type { Step } from '../../../engine/index.ts';
import { isOpenaiReasoningModel } from '../fit/openaiReasoningModel.ts';

/** Settings that OpenAI's reasoning models refuse. */
const REFUSED = ['temperature', 'top_p', 'presence_penalty', 'frequency_penalty'];

/**
 * The library's request body as OpenAI's own models want it: reasoning models take their limit as
 * `max_completion_tokens` and no sampling settings. Compatible servers get it as it is.
 */
export function openaiBody(body: Readonly<Record<string, unknown>>, step: Step): Record<string, unknown> {
  if (!isOpenaiReasoningModel(step)) return { ...body };
  const { max_tokens: limit, ...rest } = body;
  const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => !REFUSED.includes(name)));
  return limit === undefined ? kept : { ...kept, max_completion_tokens: limit };
}
