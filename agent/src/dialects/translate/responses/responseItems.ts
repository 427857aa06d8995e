import type { ToolCall } from '../pivot/pivotAnswer.ts';

/** An item of a Response's `output`. */
export type ResponseItem = Readonly<Record<string, unknown>>;

/** The part of a message that holds its text. */
export function textPart(text: string): ResponseItem {
  return { type: 'output_text', text, annotations: [], logprobs: [] };
}

/** A message with its text; without text it has just begun. */
export function messageItem(id: string, text: string | null): ResponseItem {
  const status = text === null ? 'in_progress' : 'completed';
  return { id, type: 'message', status, role: 'assistant', content: text === null ? [] : [textPart(text)] };
}

/** A call of one of the client's functions. */
export function callItem(id: string, call: ToolCall, status: 'in_progress' | 'completed'): ResponseItem {
  return { id, type: 'function_call', status, call_id: call.id, name: call.name, arguments: call.arguments };
}
