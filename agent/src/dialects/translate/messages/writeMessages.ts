import type { Usage } from '../../../engine/index.ts';
import { parsedArguments } from '../pivot/parsedArguments.ts';
import type { AnswerFrame, Finish, PivotAnswer } from '../pivot/pivotAnswer.ts';

const STOP_REASON: Readonly<Record<Finish, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  'tool-calls': 'tool_use',
  'content-filter': 'refusal',
};

/** The stop reason in the words of the Messages API. */
export function stopReason(finish: Finish): string {
  return STOP_REASON[finish];
}

/** Usage in the words of the Messages API, whose `input_tokens` leave out what the cache read and wrote. */
export function messagesUsage(usage: Usage | null): Record<string, unknown> {
  const { input = 0, output = 0, cacheRead = 0, cacheWrite = 0 } = usage ?? {};
  return {
    input_tokens: Math.max(0, input - cacheRead - cacheWrite),
    output_tokens: output,
    cache_creation_input_tokens: cacheWrite,
    cache_read_input_tokens: cacheRead,
  };
}

/**
 * A whole answer as a message. Reasoning is left out: a `thinking` block needs a signature that only Anthropic can give,
 * and a client that sends an unsigned one back to Anthropic itself is refused.
 */
export function writeMessages(answer: PivotAnswer, frame: AnswerFrame): Record<string, unknown> {
  const toolUses = answer.toolCalls.map(({ id, name, arguments: input }) => ({
    type: 'tool_use',
    id,
    name,
    input: parsedArguments(input),
  }));
  return {
    id: frame.newId('msg_'),
    type: 'message',
    role: 'assistant',
    model: frame.model,
    content: [...(answer.text === '' ? [] : [{ type: 'text', text: answer.text }]), ...toolUses],
    stop_reason: stopReason(answer.finish),
    stop_sequence: null,
    usage: messagesUsage(answer.usage),
  };
}
