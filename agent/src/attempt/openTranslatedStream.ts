import {
  answerFault,
  AnswerPartReader,
  API_ADAPTERS,
  inBandError,
  languageModel,
  readFinish,
  readUsage,
  textOfPart,
  type StreamWriter,
  type TextApi,
  type TranslatedRequest,
} from '../dialects/translate/index.ts';
import type { CallOutcome, Usage } from '../engine/index.ts';
import { failure } from './failures.ts';
import type { TranslatedCall, Unanswered } from './translatedCall.ts';
import {
  CUT,
  isMissingEnd,
  TranslatedStream,
  UNREADABLE,
  type BegunStream,
  type Finished,
  type PartReader,
} from './translatedStream.ts';

const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' };

/** Starts a streamed call and reads it up to its first content; until then every fault is a failure that can move on. */
export async function openTranslatedStream(
  translated: TranslatedCall,
  api: TextApi,
  { options, request }: TranslatedRequest,
): Promise<CallOutcome> {
  const { call, account, transport, recorder } = translated;
  let opened: CallOutcome;
  try {
    const { stream } = await languageModel(call.step, account, recorder.fetch).doStream(options);
    const parts = new AnswerPartReader(request.singleToolCall);
    const writer = (model: string | null) => API_ADAPTERS[api].streamWriter(translated.frame(model), request);
    // The library reads a whole body in place of a stream as an empty one; what came instead decides.
    opened =
      recorder.failed === null
        ? await new OpeningStream(translated, stream.getReader(), parts, writer).open()
        : translated.thrown(null);
  } catch (error) {
    opened = translated.thrown(error);
  }
  if (opened.kind !== 'answer') {
    transport.timers.stop();
    // What the provider still has to say is of no use; a stream that is whole is not harmed.
    transport.abort();
  }
  return opened;
}

/** A stream before its first content. */
class OpeningStream {
  readonly #translated: TranslatedCall;
  readonly #reader: PartReader;
  readonly #parts: AnswerPartReader;
  readonly #writerFor: (model: string | null) => StreamWriter;
  #model: string | null = null;

  constructor(
    translated: TranslatedCall,
    reader: PartReader,
    parts: AnswerPartReader,
    writerFor: (model: string | null) => StreamWriter,
  ) {
    this.#translated = translated;
    this.#reader = reader;
    this.#parts = parts;
    this.#writerFor = writerFor;
  }

  async open(): Promise<CallOutcome> {
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done) return this.#cut();
      if (value.type === 'error') return this.#failed(value.error);
      if (value.type === 'finish') return this.#ended(value);
      if (value.type === 'response-metadata') this.#model = value.modelId ?? null;
      const pieces = this.#parts.read(value);
      if (pieces.length === 0) continue;
      const writer = this.#writerFor(this.#model);
      const head = writer.open() + pieces.map((piece) => writer.part(piece)).join('');
      return this.#commit(writer, { head, text: pieces.map(textOfPart).join(''), model: this.#model, finished: null });
    }
  }

  #commit(writer: StreamWriter, begun: BegunStream): CallOutcome {
    const { transport } = this.#translated;
    transport.timers.firstContent();
    const body = new TranslatedStream(this.#translated, this.#reader, this.#parts, writer, begun);
    return {
      kind: 'answer',
      answer: { status: 200, headers: HEADERS, body, usage: null, outputText: () => '' },
      firstContentAt: transport.clock.now(),
    };
  }

  /** The stream is over without content. */
  #ended(part: Finished): CallOutcome {
    const usage = readUsage(part.usage);
    const finish = readFinish(part.finishReason, false);
    if (finish === null) return part.finishReason.raw === undefined ? this.#cut() : this.#invalid(usage);
    const fault = answerFault({ hasContent: false, reasoned: (usage?.reasoning ?? 0) > 0, finish });
    if (fault !== null) return this.#translated.faulty(fault, usage);
    const writer = this.#writerFor(this.#model);
    return this.#commit(writer, { head: writer.open(), text: '', model: this.#model, finished: part });
  }

  #failed(error: unknown): Unanswered {
    const said = inBandError(error);
    if (said !== null) return this.#translated.reported(said);
    return isMissingEnd(error) ? this.#cut() : this.#invalid(null);
  }

  #cut(): Unanswered {
    return failure('connection', CUT);
  }

  #invalid(usage: Usage | null): Unanswered {
    return failure('invalid_response', UNREADABLE, { usage });
  }
}
