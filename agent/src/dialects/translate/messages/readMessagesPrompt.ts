import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import type { JsonObject, JsonValue } from '../../../engine/index.ts';
import { asObject, listField, objectField, textField, typeName } from '../jsonFields.ts';
import { pictureFromBase64, pictureFromUrl } from '../pivot/filePart.ts';
import { PromptBuilder, type ToolOutput, type UserPart } from '../pivot/promptBuilder.ts';
import type { Refusals } from '../pivot/refusals.ts';

/** System texts and messages of a Messages request as a prompt. */
export function readMessagesPrompt(body: JsonObject, refusals: Refusals): LanguageModelV4Prompt {
  const builder = new PromptBuilder();
  for (const text of texts(body.system)) builder.system(text);
  const messages = listField(body, 'messages');
  if (messages.length === 0) refusals.add('"messages" is missing or empty.');
  for (const each of messages) {
    const message = asObject(each) ?? {};
    if (message.role === 'user') readUser(blocks(message.content), builder, refusals);
    else if (message.role === 'assistant') readAssistant(blocks(message.content), builder, refusals);
    else if (message.role === 'system') for (const text of texts(message.content)) builder.system(text);
    else refusals.add('A message has a role that cannot be translated.');
  }
  return builder.build();
}

/** Content that stands alone is one block of text. */
function blocks(content: JsonValue | undefined): JsonObject[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return (Array.isArray(content) ? content : []).map((block) => asObject(block) ?? {});
}

function texts(content: JsonValue | undefined): string[] {
  return blocks(content).map((block) => textField(block, 'text') ?? '');
}

function readUser(content: readonly JsonObject[], builder: PromptBuilder, refusals: Refusals): void {
  let parts: UserPart[] = [];
  for (const block of content) {
    if (block.type === 'tool_result') {
      builder.user(parts);
      parts = [];
      const known = builder.toolResult(textField(block, 'tool_use_id') ?? '', toolOutput(block, refusals));
      if (!known) refusals.add('A "tool_result" answers no "tool_use" that went before it.');
      continue;
    }
    const part = userPart(block, refusals);
    if (part !== null) parts.push(part);
  }
  builder.user(parts);
}

function userPart(block: JsonObject, refusals: Refusals): UserPart | null {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: textField(block, 'text') ?? '' };
    case 'image':
      return picture(objectField(block, 'source') ?? {}, refusals);
    case 'document':
      return document(block, objectField(block, 'source') ?? {}, refusals);
    default:
      refusals.add(`A block of type "${typeName(block)}" cannot be translated.`);
      return null;
  }
}

function picture(source: JsonObject, refusals: Refusals): UserPart | null {
  const data = textField(source, 'data');
  if (source.type === 'base64' && data !== null) return pictureFromBase64(data, textField(source, 'media_type') ?? '');
  const url = textField(source, 'url');
  if (source.type === 'url' && url !== null) return pictureFromUrl(url, refusals);
  refusals.add('An uploaded picture (a "source" by file id) cannot be translated.');
  return null;
}

function document(block: JsonObject, source: JsonObject, refusals: Refusals): UserPart | null {
  const data = textField(source, 'data');
  if (source.type === 'text' && data !== null) return { type: 'text', text: data };
  if (source.type === 'base64' && data !== null && source.media_type === 'application/pdf') {
    const title = textField(block, 'title');
    const part = { type: 'file' as const, mediaType: 'application/pdf', data: { type: 'data' as const, data } };
    return title === null ? part : { ...part, filename: title };
  }
  refusals.add('A document by address or file id cannot be translated; text and base64 PDF can.');
  return null;
}

function toolOutput(block: JsonObject, refusals: Refusals): ToolOutput {
  const parts = blocks(block.content).map((each) => userPart(each, refusals));
  const content = parts.filter((part) => part !== null);
  if (content.some((part) => part.type !== 'text')) return { type: 'content', value: content };
  const value = content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
  return { type: block.is_error === true ? 'error-text' : 'text', value };
}

function readAssistant(content: readonly JsonObject[], builder: PromptBuilder, refusals: Refusals): void {
  for (const block of content) {
    if (block.type === 'text') builder.assistant(textField(block, 'text') ?? '');
    else if (block.type === 'tool_use') readToolUse(block, builder, refusals);
    else if (block.type !== 'thinking' && block.type !== 'redacted_thinking') {
      refusals.add(`An earlier answer's block of type "${typeName(block)}" cannot be translated.`);
    }
  }
}

function readToolUse(block: JsonObject, builder: PromptBuilder, refusals: Refusals): void {
  const id = textField(block, 'id');
  const name = textField(block, 'name');
  if (id === null || name === null) refusals.add('An earlier "tool_use" lacks its id or name.');
  else builder.toolCall(id, name, block.input ?? {});
}
