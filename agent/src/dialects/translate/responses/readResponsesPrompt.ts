import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import type { JsonObject, JsonValue } from '../../../engine/index.ts';
import { documentPart } from '../chat/readChatPrompt.ts';
import { asObject, textField, typeName } from '../jsonFields.ts';
import { pictureFromUrl } from '../pivot/filePart.ts';
import { parsedArguments } from '../pivot/parsedArguments.ts';
import { PromptBuilder, type ToolOutput, type UserPart } from '../pivot/promptBuilder.ts';
import type { Refusals } from '../pivot/refusals.ts';

/** Instructions and input (a text or items) of a Responses request as a prompt. */
export function readResponsesPrompt(body: JsonObject, refusals: Refusals): LanguageModelV4Prompt {
  const builder = new PromptBuilder();
  builder.system(textField(body, 'instructions') ?? '');
  const { input } = body;
  if (typeof input === 'string') builder.user([{ type: 'text', text: input }]);
  else if (Array.isArray(input)) for (const item of input) readItem(asObject(item) ?? {}, builder, refusals);
  else refusals.add('"input" is missing.');
  return builder.build();
}

function readItem(item: JsonObject, builder: PromptBuilder, refusals: Refusals): void {
  switch (item.type ?? 'message') {
    case 'message':
      readMessage(item, builder, refusals);
      return;
    case 'function_call':
      readCall(item, builder, refusals);
      return;
    case 'function_call_output':
      readCallOutput(item, builder, refusals);
      return;
    case 'reasoning':
      return;
    default:
      refusals.add(`An input item of type "${typeName(item)}" cannot be translated.`);
  }
}

function readMessage(item: JsonObject, builder: PromptBuilder, refusals: Refusals): void {
  const content = parts(item.content, refusals);
  if (item.role === 'user') {
    builder.user(content);
    return;
  }
  const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
  if (content.some((part) => part.type !== 'text')) refusals.add("A message that is not the user's holds a file.");
  if (item.role === 'assistant') builder.assistant(text);
  else if (item.role === 'system' || item.role === 'developer') builder.system(text);
  else refusals.add('A message has a role that cannot be translated.');
}

function readCall(item: JsonObject, builder: PromptBuilder, refusals: Refusals): void {
  const id = textField(item, 'call_id');
  const name = textField(item, 'name');
  if (id === null || name === null) refusals.add('An earlier "function_call" lacks its call_id or name.');
  else builder.toolCall(id, name, parsedArguments(textField(item, 'arguments') ?? ''));
}

function readCallOutput(item: JsonObject, builder: PromptBuilder, refusals: Refusals): void {
  const known = builder.toolResult(textField(item, 'call_id') ?? '', output(item.output, refusals));
  if (!known) refusals.add('A "function_call_output" answers no "function_call" that went before it.');
}

function output(value: JsonValue | undefined, refusals: Refusals): ToolOutput {
  const content = parts(value, refusals);
  if (content.some((part) => part.type !== 'text')) return { type: 'content', value: content };
  return { type: 'text', value: content.map((part) => (part.type === 'text' ? part.text : '')).join('\n') };
}

function parts(content: JsonValue | undefined, refusals: Refusals): UserPart[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  const list = Array.isArray(content) ? content : [];
  return list.map((part) => readPart(asObject(part) ?? {}, refusals)).filter((part) => part !== null);
}

function readPart(part: JsonObject, refusals: Refusals): UserPart | null {
  switch (part.type) {
    case 'input_text':
    case 'output_text':
    case 'text':
      return { type: 'text', text: textField(part, 'text') ?? '' };
    case 'refusal':
      return { type: 'text', text: textField(part, 'refusal') ?? '' };
    case 'input_image':
      return pictureFromUrl(textField(part, 'image_url') ?? '', refusals);
    case 'input_file':
      return documentPart(part, refusals);
    default:
      refusals.add(`A part of type "${typeName(part)}" cannot be translated.`);
      return null;
  }
}
