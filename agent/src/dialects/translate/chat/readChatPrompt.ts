import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import type { JsonObject, JsonValue } from '../../../engine/index.ts';
import { asObject, listField, objectField, textField, typeName } from '../jsonFields.ts';
import { documentFromDataUrl, pictureFromUrl } from '../pivot/filePart.ts';
import { parsedArguments } from '../pivot/parsedArguments.ts';
import { PromptBuilder, type UserPart } from '../pivot/promptBuilder.ts';
import type { Refusals } from '../pivot/refusals.ts';

/** The messages of a chat completion request as a prompt. */
export function readChatPrompt(body: JsonObject, refusals: Refusals): LanguageModelV4Prompt {
  const builder = new PromptBuilder();
  const messages = listField(body, 'messages');
  if (messages.length === 0) refusals.add('"messages" is missing or empty.');
  for (const message of messages) readMessage(asObject(message) ?? {}, builder, refusals);
  return builder.build();
}

function readMessage(message: JsonObject, builder: PromptBuilder, refusals: Refusals): void {
  switch (message.role) {
    case 'system':
    case 'developer':
      builder.system(textOf(message.content, refusals));
      return;
    case 'user':
      builder.user(userParts(message.content, refusals));
      return;
    case 'assistant':
      readAssistant(message, builder, refusals);
      return;
    case 'tool':
      readToolResult(message, builder, refusals);
      return;
    default:
      refusals.add('A message has a role that cannot be translated.');
  }
}

function readAssistant(message: JsonObject, builder: PromptBuilder, refusals: Refusals): void {
  if (message.function_call || message.audio) {
    refusals.add('An earlier answer holds a "function_call" or "audio", which cannot be translated.');
  }
  builder.assistant(textOf(message.content, refusals));
  builder.assistant(textField(message, 'refusal') ?? '');
  for (const call of listField(message, 'tool_calls')) {
    const described = asObject(call) ?? {};
    const name = textField(objectField(described, 'function') ?? {}, 'name');
    const id = textField(described, 'id');
    if (name === null || id === null) {
      refusals.add('An earlier tool call is no function or lacks its "id" or name.');
      continue;
    }
    builder.toolCall(id, name, parsedArguments(textField(objectField(described, 'function') ?? {}, 'arguments') ?? ''));
  }
}

function readToolResult(message: JsonObject, builder: PromptBuilder, refusals: Refusals): void {
  const id = textField(message, 'tool_call_id') ?? '';
  const known = builder.toolResult(id, { type: 'text', value: textOf(message.content, refusals) });
  if (!known) refusals.add('A tool message answers no tool call that went before it ("tool_call_id").');
}

/** Text that stands alone or in parts. */
function textOf(content: JsonValue | undefined, refusals: Refusals): string {
  if (typeof content === 'string') return content;
  if (content === null || content === undefined) return '';
  const texts = (Array.isArray(content) ? content : []).map((part) => {
    const { text, refusal } = asObject(part) ?? {};
    if (typeof text === 'string') return text;
    if (typeof refusal === 'string') return refusal;
    refusals.add("A message that is not the user's holds a part that is no text.");
    return '';
  });
  return texts.join('\n');
}

function userParts(content: JsonValue | undefined, refusals: Refusals): UserPart[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  const parts = Array.isArray(content) ? content : [];
  return parts.map((part) => userPart(asObject(part) ?? {}, refusals)).filter((part) => part !== null);
}

function userPart(part: JsonObject, refusals: Refusals): UserPart | null {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: textField(part, 'text') ?? '' };
    case 'image_url':
      return pictureFromUrl(textField(objectField(part, 'image_url') ?? {}, 'url') ?? '', refusals);
    case 'file':
      return documentPart(objectField(part, 'file') ?? {}, refusals);
    default:
      refusals.add(`A part of type "${typeName(part)}" cannot be translated.`);
      return null;
  }
}

/** A file given in the request itself (PDF); one that was uploaded is known to its own provider alone. */
export function documentPart(file: JsonObject, refusals: Refusals): UserPart | null {
  const data = textField(file, 'file_data');
  if (data === null) {
    refusals.add('A file by id or address cannot be translated; a PDF in the request ("file_data") can.');
    return null;
  }
  return documentFromDataUrl(data, textField(file, 'filename'), refusals);
}
