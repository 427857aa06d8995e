import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import {
  inBandError,
  readFinish,
  readUsage,
  textOfPart,
  type AnswerPartReader,
  type StreamWriter,
} from '../dialects/translate/index.ts';
import type { AnswerSink, AnswerStream, StreamEnd, Usage } from '../engine/index.ts';
import type { TranslatedCall } from './translatedCall.ts';

export type Finished = Extract<LanguageModelV4StreamPart, { type: 'finish' }>;
export type PartReader = ReadableStreamDefaultReader<LanguageModelV4StreamPart>;

/** What was read of a stream before it committed. */
export interface BegunStream {
  /** Held back so far, first to be written. */
  readonly head: string;
  /** Generated text in it. */
  readonly text: string;
  /** As the provider named it; null = it has not. */
  readonly model: string | null;
  /** Where the stream is over already: an answer that is whole without content. */
  readonly finished: Finished | null;
}

export const CUT = 'the provider ended the stream before its end';
export const UNREADABLE = 'the provider sent what is no event of its API';

/** The library's own report of an OpenAI stream without a finish reason. */
export function isMissingEnd(error: unknown): boolean {
  return error instanceof Error && error.message.includes('without a finish reason');
}

/** A committed stream: reads from the provider only as fast as the client takes it. */
export class TranslatedStream implements AnswerStream {
  readonly kind = 'stream';
  readonly #translated: TranslatedCall;
  readonly #reader: PartReader;
  readonly #parts: AnswerPartReader;
  readonly #writer: StreamWriter;
  readonly #begun: BegunStream;
  #outputText: string;

  constructor(
    translated: TranslatedCall,
    reader: PartReader,
    parts: AnswerPartReader,
    writer: StreamWriter,
    begun: BegunStream,
  ) {
    this.#translated = translated;
    this.#reader = reader;
    this.#parts = parts;
    this.#writer = writer;
    this.#begun = begun;
    this.#outputText = begun.text;
  }

  async pump(sink: AnswerSink): Promise<StreamEnd> {
    let end: StreamEnd;
    try {
      await this.#write(sink, this.#begun.head);
      end = await this.#copy(sink);
    } catch (error) {
      end = this.#thrown(error);
    }
    if (end.kind === 'complete') void this.#readOut();
    else this.discard();
    return end;
  }

  discard(): void {
    const { transport } = this.#translated;
    transport.timers.stop();
    transport.abort();
  }

  async #copy(sink: AnswerSink): Promise<StreamEnd> {
    let part = this.#begun.finished ?? (await this.#next());
    while (part !== null) {
      if (part.type === 'error') return this.#broken(part.error);
      if (part.type === 'finish') return this.#finish(sink, part);
      const pieces = this.#parts.read(part);
      this.#outputText += pieces.map(textOfPart).join('');
      await this.#write(sink, pieces.map((piece) => this.#writer.part(piece)).join(''));
      part = await this.#next();
    }
    return this.#interrupted('connection', CUT, null);
  }

  async #next(): Promise<LanguageModelV4StreamPart | null> {
    const { done, value } = await this.#reader.read();
    this.#translated.transport.timers.chunk();
    return done ? null : value;
  }

  async #write(sink: AnswerSink, text: string): Promise<void> {
    if (text === '' || sink.write(Buffer.from(text))) return;
    const { timers } = this.#translated.transport;
    timers.pause();
    await this.#drained(sink);
    timers.resume();
  }

  /** Until the reader takes more, or the call is called off: a client that left never drains. */
  async #drained(sink: AnswerSink): Promise<void> {
    let forget = (): void => undefined;
    await new Promise<void>((resolve) => {
      forget = this.#translated.call.cancel.onCancel(resolve);
      sink.onDrain(resolve);
    });
    forget();
  }

  async #finish(sink: AnswerSink, part: Finished): Promise<StreamEnd> {
    const usage = readUsage(part.usage);
    const finish = readFinish(part.finishReason, this.#parts.hasToolCalls);
    if (finish === null) {
      const isCut = part.finishReason.raw === undefined;
      return isCut
        ? this.#interrupted('connection', CUT, usage)
        : this.#interrupted('invalid_response', UNREADABLE, usage);
    }
    await this.#write(sink, this.#writer.close({ finish, usage }));
    const { model } = this.#begun;
    const said = { words: () => ({ model, finishReasons: [finish] }) };
    return { kind: 'complete', usage, outputText: this.#outputText, said };
  }

  /** The provider reported an error in the stream, or sent what does not parse. */
  #broken(error: unknown): StreamEnd {
    const said = inBandError(error);
    if (said === null) {
      return isMissingEnd(error)
        ? this.#interrupted('connection', CUT, null)
        : this.#interrupted('invalid_response', UNREADABLE, null);
    }
    const reported = this.#translated.reported(said);
    // Whatever the provider says now, the request was good enough to be answered halfway.
    const trigger = reported.kind === 'failure' ? reported.trigger : 'server_error';
    const message = reported.kind === 'cancelled' ? CUT : reported.message;
    return this.#interrupted(trigger, message, null);
  }

  #thrown(error: unknown): StreamEnd {
    const fault = this.#translated.transport.classifyNetworkFault(error);
    if (fault === null) return this.#interrupted('invalid_response', UNREADABLE, null);
    if (fault.kind === 'cancelled') return { kind: 'cancelled', usage: null, outputText: this.#outputText };
    return this.#interrupted(fault.trigger, fault.message, null);
  }

  #interrupted(
    trigger: Extract<StreamEnd, { kind: 'interrupted' }>['trigger'],
    message: string,
    usage: Usage | null,
  ): StreamEnd {
    return { kind: 'interrupted', trigger, message, reported: false, usage, outputText: this.#outputText };
  }

  /** What follows the end is read so that the connection can serve again; `idle` ends it where nothing comes. */
  async #readOut(): Promise<void> {
    try {
      while (!(await this.#reader.read()).done);
    } catch {
      // The answer is whole and with the client; what breaks behind it concerns nobody.
    } finally {
      this.#translated.transport.timers.stop();
    }
  }
}
