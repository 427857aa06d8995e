import type { Capability } from '@understudy/contract';
import type { ApiKind, JsonObject, RequestTraits } from '../../engine/index.ts';
import { collectChat, collectCompletion, collectEmbeddings } from './chatInput.ts';
import { InputCollector, type InputImage } from './inputCollector.ts';
import { collectMessages } from './messagesInput.ts';
import { collectResponses } from './responsesInput.ts';

const COLLECT: Readonly<Record<ApiKind, (into: InputCollector, json: JsonObject) => void>> = {
  chat: collectChat,
  completions: collectCompletion,
  embeddings: collectEmbeddings,
  responses: collectResponses,
  messages: collectMessages,
};

/** Reads the body when something is asked for the first time, so that a request which needs no planning costs nothing. */
class LazyTraits implements RequestTraits {
  readonly #api: ApiKind;
  readonly #json: JsonObject;
  #input: InputCollector | null = null;
  #textBytes = -1;

  constructor(api: ApiKind, json: JsonObject) {
    this.#api = api;
    this.#json = json;
  }

  get needs(): ReadonlySet<Capability> {
    return this.#read().needs;
  }

  get textBytes(): number {
    if (this.#textBytes < 0) {
      this.#textBytes = this.#read().texts.reduce((bytes, text) => bytes + Buffer.byteLength(text), 0);
    }
    return this.#textBytes;
  }

  text(): string {
    return this.#read().texts.join('\n');
  }

  images(): readonly InputImage[] {
    return this.#read().images;
  }

  #read(): InputCollector {
    if (this.#input === null) {
      this.#input = new InputCollector();
      COLLECT[this.#api](this.#input, this.#json);
    }
    return this.#input;
  }
}

/** What a request of `api` uses. Read lazily, once. */
export function readTraits(api: ApiKind, json: JsonObject): RequestTraits {
  return new LazyTraits(api, json);
}
