import type { Usage } from '../../../engine/index.ts';
import type { AnswerFrame, Finish, PivotAnswer } from '../pivot/pivotAnswer.ts';

const FINISH: Readonly<Record<Finish, string>> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'content_filter',
};

/** The finish reason in the words of chat completions. */
export function chatFinish(finish: Finish): string {
  return FINISH[finish];
}

/** Usage in the words of chat completions; where the provider reported none, zeros, which clients expect over null. */
export function chatUsage(usage: Usage | null): Record<string, unknown> {
  const { input = 0, output = 0, cacheRead = 0, reasoning = 0 } = usage ?? {};
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cacheRead, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: 0 },
  };
}

/** A whole answer as a chat completion. */
export function writeChat(answer: PivotAnswer, frame: AnswerFrame): Record<string, unknown> {
  const toolCalls = answer.toolCalls.map((call) => ({
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: call.arguments },
  }));
  const message = {
    role: 'assistant',
    content: answer.text === '' && toolCalls.length > 0 ? null : answer.text,
    refusal: null,
    ...(answer.reasoning === '' ? {} : { reasoning_content: answer.reasoning }),
    ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
  };
  return {
    id: frame.newId('chatcmpl-'),
    object: 'chat.completion',
    created: frame.createdAt,
    model: frame.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: chatFinish(answer.finish) }],
    usage: chatUsage(answer.usage),
  };
}
