import type { Usage } from '../../../engine/index.ts';
import type { AnswerEnd, AnswerFrame, Finish, PivotAnswer } from '../pivot/pivotAnswer.ts';
import { callItem, messageItem, type ResponseItem } from './responseItems.ts';

/** Why an answer is not whole, in the words of the Responses API; null where it is. */
function incompleteReason(finish: Finish): string | null {
  if (finish === 'length') return 'max_output_tokens';
  return finish === 'content-filter' ? 'content_filter' : null;
}

function responsesUsage(usage: Usage | null): Record<string, unknown> | null {
  if (usage === null) return null;
  return {
    input_tokens: usage.input,
    input_tokens_details: { cached_tokens: usage.cacheRead },
    output_tokens: usage.output,
    output_tokens_details: { reasoning_tokens: usage.reasoning },
    total_tokens: usage.input + usage.output,
  };
}

/** A Response object: under way without `end`. It repeats the request's settings, as the API does. */
export function responseObject(
  id: string,
  frame: AnswerFrame,
  output: readonly ResponseItem[],
  end: AnswerEnd | null,
): Record<string, unknown> {
  const { request } = frame;
  const reason = end === null ? null : incompleteReason(end.finish);
  const ended = reason === null ? 'completed' : 'incomplete';
  return {
    id,
    object: 'response',
    created_at: frame.createdAt,
    status: end === null ? 'in_progress' : ended,
    background: false,
    error: null,
    incomplete_details: reason === null ? null : { reason },
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    model: frame.model,
    output,
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    previous_response_id: null,
    reasoning: request.reasoning ?? { effort: null, summary: null },
    store: false,
    temperature: request.temperature ?? null,
    text: request.text ?? { format: { type: 'text' } },
    tool_choice: request.tool_choice ?? 'auto',
    tools: request.tools ?? [],
    top_p: request.top_p ?? null,
    truncation: 'disabled',
    usage: end === null ? null : responsesUsage(end.usage),
    user: null,
    metadata: request.metadata ?? {},
  };
}

/**
 * A whole answer as a Response. Reasoning is left out: a `reasoning` item's id is looked up on OpenAI's servers when a
 * client sends it back there, and one that they did not make is refused.
 */
export function writeResponses(answer: PivotAnswer, frame: AnswerFrame): Record<string, unknown> {
  const message = answer.text === '' ? [] : [messageItem(frame.newId('msg_'), answer.text)];
  const calls = answer.toolCalls.map((call) => callItem(frame.newId('fc_'), call, 'completed'));
  return responseObject(frame.newId('resp_'), frame, [...message, ...calls], answer);
}
