import type { JsonObject, JsonValue } from '../../engine/index.ts';
import { asList, asObject } from '../jsonAccess.ts';
import type { InputCollector } from './inputCollector.ts';

function collectPart(into: InputCollector, part: JsonObject): void {
  const { type, text, refusal, image_url } = part;
  if (type === 'image_url') {
    const image = asObject(image_url);
    into.image(image?.url ?? image_url, image?.detail);
  } else if (type === 'input_audio') {
    into.audio();
  } else {
    into.text(text);
    into.text(refusal);
  }
}

function collectMessage(into: InputCollector, message: JsonValue): void {
  const { content, name, refusal, tool_calls, function_call } = asObject(message) ?? {};
  into.text(content);
  for (const part of asList(content)) collectPart(into, asObject(part) ?? {});
  into.text(name);
  into.text(refusal);
  for (const call of [...asList(tool_calls).map((entry) => asObject(entry)?.function), function_call]) {
    into.text(asObject(call)?.name);
    into.text(asObject(call)?.arguments);
  }
}

/** Input of chat completions. */
export function collectChat(into: InputCollector, json: JsonObject): void {
  for (const message of asList(json.messages)) collectMessage(into, message);
  into.tools(json.tools);
  into.tools(json.functions);
  into.format(json.response_format);
  into.voice(json.modalities, json.audio);
}

/** Input of completions. */
export function collectCompletion(into: InputCollector, json: JsonObject): void {
  into.prompt(json.prompt);
  into.text(json.suffix);
}

/** Input of embeddings. */
export function collectEmbeddings(into: InputCollector, json: JsonObject): void {
  into.prompt(json.input);
}
