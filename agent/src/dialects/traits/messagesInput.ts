import type { JsonObject, JsonValue } from '../../engine/index.ts';
import { asList, asObject, asText } from '../jsonAccess.ts';
import type { InputCollector } from './inputCollector.ts';

function collectImage(into: InputCollector, source: JsonObject | null): void {
  const { type, url, media_type, data } = source ?? {};
  into.image(type === 'base64' ? `data:${asText(media_type)};base64,${asText(data)}` : url, undefined);
}

function collectBlock(into: InputCollector, block: JsonObject): void {
  switch (block.type) {
    case 'image':
      collectImage(into, asObject(block.source));
      break;
    case 'tool_use':
      into.text(block.name);
      into.json(block.input);
      break;
    case 'document':
      // A PDF's bytes are no text; a plain one stands in its source.
      if (asObject(block.source)?.type === 'text') into.text(asObject(block.source)?.data);
      break;
    default:
      into.text(block.text);
      into.text(block.thinking);
      collectBlocks(into, block.content);
  }
}

function collectBlocks(into: InputCollector, content: JsonValue | undefined): void {
  into.text(content);
  for (const block of asList(content)) collectBlock(into, asObject(block) ?? {});
}

/** Input of Anthropic's messages. */
export function collectMessages(into: InputCollector, json: JsonObject): void {
  collectBlocks(into, json.system);
  for (const message of asList(json.messages)) collectBlocks(into, asObject(message)?.content);
  into.tools(json.tools);
  into.format(json.output_format);
  into.format(asObject(json.output_config)?.format);
}
