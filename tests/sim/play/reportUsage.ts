import type { Answer } from '../answer.ts';
import type { EndpointName } from '../call.ts';
import type { Stage } from './stage.ts';

const PROMPT_ONLY = new Set<EndpointName>(['embeddings', 'countTokens']);
const NO_USAGE = new Set<EndpointName>(['embedContent', 'batchEmbedContents']);

/** Notes in the call the tokens that its answer reports to the caller. */
export function reportUsage(stage: Stage, answer: Answer): void {
  const { ask, call } = stage;
  const { usage } = answer;
  if (usage === undefined || NO_USAGE.has(ask.endpoint) || (ask.stream && !ask.includeUsage)) return;
  call.promptTokens = usage.prompt;
  call.completionTokens = PROMPT_ONLY.has(ask.endpoint) ? 0 : usage.completion;
}
