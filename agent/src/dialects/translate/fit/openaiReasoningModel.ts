import type { Step } from '../../../engine/index.ts';

/** The o series and GPT-5 on; `gpt-5-chat` is none. A path or a vendor's prefix may stand before the name. */
const REASONING = /(?:^|[/.:])(?:o[1-9](?:-|$)|gpt-(?:[5-9]|\d\d)(?!.*chat))/i;

/**
 * Whether this is a reasoning model of OpenAI's own, which takes `max_completion_tokens` and no sampling settings. An Azure
 * deployment may have any name: there the declared capability counts as well.
 */
export function isOpenaiReasoningModel(step: Step): boolean {
  if (REASONING.test(step.upstreamModel)) return true;
  return step.dialect === 'azure-openai' && step.capabilities?.has('reasoning') === true;
}
