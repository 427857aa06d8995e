import type { Capability } from '@understudy/contract';
import type { JsonValue } from '../../engine/index.ts';
import { asList, asObject, asText } from '../jsonAccess.ts';

/** A picture as it stands in a request. */
export interface InputImage {
  readonly url: string;
  readonly detail: string | null;
}

/** One word that every tokenizer counts as one token: stands for a token that a client sent as a number. */
const ONE_TOKEN = ' the';

/** Gathers what a request's body holds, whichever API it is for. */
export class InputCollector {
  readonly needs = new Set<Capability>();
  readonly texts: string[] = [];
  readonly images: InputImage[] = [];

  text(value: JsonValue | undefined): void {
    if (typeof value === 'string' && value !== '') this.texts.push(value);
  }

  /** Anything structured that the model reads as text. */
  json(value: JsonValue | undefined): void {
    if (value !== undefined && value !== null) this.texts.push(JSON.stringify(value));
  }

  /** Tools, or functions as they used to be called: their definitions are input, too. */
  tools(value: JsonValue | undefined): void {
    if (asList(value).length === 0) return;
    this.needs.add('tools');
    this.json(value);
  }

  image(url: JsonValue | undefined, detail: JsonValue | undefined): void {
    this.needs.add('vision');
    if (asText(url) !== '') {
      this.images.push({ url: asText(url), detail: asText(detail) === '' ? null : asText(detail) });
    }
  }

  /** `json_object` or `json_schema`, wherever the API puts it. */
  format(value: JsonValue | undefined): void {
    const format = asObject(value);
    if (format?.type !== 'json_object' && format?.type !== 'json_schema') return;
    this.needs.add('json');
    this.json(format.json_schema ?? format.schema);
  }

  audio(): void {
    this.needs.add('audio');
  }

  /** `modalities` with audio in it, or the settings of a voice. */
  voice(modalities: JsonValue | undefined, audio: JsonValue | undefined): void {
    if (asList(modalities).includes('audio') || asObject(audio) !== null) this.audio();
  }

  /** A prompt as text, texts, tokens or lists of tokens. */
  prompt(value: JsonValue | undefined): void {
    if (typeof value === 'string') {
      this.text(value);
      return;
    }
    const list = asList(value);
    const tokens = list.filter((entry) => typeof entry === 'number').length;
    if (tokens > 0) this.texts.push(ONE_TOKEN.repeat(tokens));
    for (const entry of list) if (typeof entry !== 'number') this.prompt(entry);
  }
}
