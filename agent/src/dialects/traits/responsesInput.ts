import type { JsonObject, JsonValue } from '../../engine/index.ts';
import { asList, asObject } from '../jsonAccess.ts';
import type { InputCollector } from './inputCollector.ts';

function collectParts(into: InputCollector, content: JsonValue | undefined): void {
  into.text(content);
  for (const entry of asList(content)) {
    const part = asObject(entry) ?? {};
    if (part.type === 'input_image') into.image(part.image_url, part.detail);
    else if (part.type === 'input_audio') into.audio();
    else {
      into.text(part.text);
      into.text(part.refusal);
    }
  }
}

function collectItem(into: InputCollector, entry: JsonValue): void {
  const item = asObject(entry) ?? {};
  collectParts(into, item.content);
  collectParts(into, item.output);
  into.text(item.name);
  into.text(item.arguments);
}

/** Input of responses. */
export function collectResponses(into: InputCollector, json: JsonObject): void {
  into.text(json.instructions);
  into.text(json.input);
  for (const item of asList(json.input)) collectItem(into, item);
  into.tools(json.tools);
  into.format(asObject(json.text)?.format);
  into.voice(json.modalities, json.audio);
}
