import type { AnswerWords, Described, JsonObject, Usage } from '../../engine/index.ts';
import { carriesError } from '../answers/readAnswer.ts';
import { asObject, parseJson } from '../jsonAccess.ts';
import type { SseEvent } from '../sse/parseSseEvent.ts';
import { chatStream, completionsStream } from './chatStream.ts';
import { messagesStream } from './messagesStream.ts';
import { responsesStream } from './responsesStream.ts';
import type { StreamApi, StreamFormat, StreamSign, StreamTally } from './streamFormat.ts';

/**
 * How a stream stands when nothing more comes: `whole` may be called complete, `cut` ended too early, `empty`, `filtered`
 * and `overlong` brought nothing.
 */
export type StreamEnding = 'whole' | 'cut' | 'empty' | 'filtered' | 'overlong';

const FORMATS: Readonly<Record<StreamApi, StreamFormat>> = {
  chat: chatStream,
  completions: completionsStream,
  responses: responsesStream,
  messages: messagesStream,
};

function newTally(): StreamTally {
  return {
    hasContent: false,
    hasEnded: false,
    isFiltered: false,
    isTruncated: false,
    isOverlong: false,
    begun: new Set(),
    finished: new Set(),
    model: null,
    finishReasons: [],
    usage: null,
    rawUsage: {},
    text: '',
  };
}

/** Follows one stream of an API, event by event. */
export class StreamReader implements Described {
  readonly #format: StreamFormat;
  readonly #tally = newTally();
  #events = 0;
  #error: JsonObject | null = null;

  constructor(api: StreamApi) {
    this.#format = FORMATS[api];
  }

  /** Null = not reported so far. */
  get usage(): Usage | null {
    return this.#tally.usage;
  }

  /** What was generated so far. */
  get outputText(): string {
    return this.#tally.text;
  }

  /** The in-band error, once `read` has answered `error`. */
  get error(): JsonObject | null {
    return this.#error;
  }

  words(): AnswerWords {
    const { model, finishReasons } = this.#tally;
    return { model, finishReasons };
  }

  read({ name, data }: SseEvent): StreamSign {
    if (data === '' || data === '[DONE]') return 'quiet';
    this.#events++;
    const event = asObject(parseJson(data));
    if (event === null) return 'bad';
    const sign = name === 'error' || carriesError(event) ? 'error' : this.#format.read(this.#tally, name, event);
    // A failed response tells its error one level down.
    if (sign === 'error') this.#error = asObject(event.response) ?? event;
    return sign;
  }

  /** How the stream stands if it ends here. */
  ending(): StreamEnding {
    const { hasEnded, hasContent, isFiltered, isOverlong, isTruncated, usage } = this.#tally;
    if (!hasEnded) return this.#events === 0 ? 'empty' : 'cut';
    if (hasContent) return 'whole';
    if (isFiltered) return 'filtered';
    if (isOverlong) return 'overlong';
    // All of the output went into thinking: the limit was the client's, so this is its answer.
    return isTruncated && (usage?.reasoning ?? 0) > 0 ? 'whole' : 'empty';
  }
}
