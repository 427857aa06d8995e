import type { Answer, ToolCall } from '../answer.ts';
import { serialId } from '../ids.ts';
import type { Json } from '../json.ts';

/** The reasoning item of an answer. */
export function reasoningItem(answer: Answer, text: string): Json {
  const summary = text === '' ? [] : [{ type: 'summary_text', text }];
  return { id: `rs_${serialId(answer.serial, 48)}`, type: 'reasoning', summary };
}

/** The content part of a message item: words, or a refusal. */
export function contentPart(answer: Answer, text: string): Json {
  if (answer.refusal !== '') return { type: 'refusal', refusal: text };
  return { type: 'output_text', text, annotations: [], logprobs: [] };
}

/** The message item of an answer. */
export function messageItem(answer: Answer, status: string, content: Json[]): Json {
  return { id: `msg_${serialId(answer.serial, 48)}`, type: 'message', status, role: 'assistant', content };
}

/** The item of one function call. */
export function functionCallItem(call: ToolCall, status: string, args: string): Json {
  const id = `fc_${call.id}`;
  return { id, type: 'function_call', status, arguments: args, call_id: `call_${call.id}`, name: call.name };
}

/** Whether an answer has a message item: it says something, or it says nothing at all and means it. */
export function hasMessage(answer: Answer): boolean {
  return answer.text !== '' || answer.refusal !== '';
}

/** The items of a finished answer. */
export function outputItems(answer: Answer): Json[] {
  const status = answer.finish === 'length' ? 'incomplete' : 'completed';
  const hasReasoning = answer.reasoning !== '' || (answer.usage?.reasoning ?? 0) > 0;
  return [
    ...(hasReasoning ? [reasoningItem(answer, answer.reasoning)] : []),
    ...(hasMessage(answer) ? [messageItem(answer, status, [contentPart(answer, answer.refusal || answer.text)])] : []),
    ...answer.toolCalls.map((call) => functionCallItem(call, 'completed', call.arguments)),
  ];
}
