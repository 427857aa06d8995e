import { problemSchema } from '@understudy/contract';
import { AgentError } from '../AgentError.ts';
import { failureOf } from '../failureOf.ts';
import { SseParser, type SseEvent } from '../sse/sseParser.ts';
import type { Chunk } from './chunkSource.ts';
import type { StreamedCall, StreamListener } from './streamedCall.ts';

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is no value of any schema: whoever asked finds that out.
    return undefined;
  }
}

/** Reads one answer to a streamed call, chunk by chunk, and tells its listener. Throws `AgentError`. */
export class StreamReader<Event> {
  readonly #call: StreamedCall<Event>;
  readonly #listener: StreamListener<Event>;
  readonly #parser = new SseParser();
  readonly #decoder = new TextDecoder();
  #head: Chunk | undefined;
  /** The body of an answer that is no event stream. */
  #body = '';
  #begun = false;
  #ended = false;

  constructor(call: StreamedCall<Event>, listener: StreamListener<Event>) {
    this.#call = call;
    this.#listener = listener;
  }

  /** The last event came. */
  get ended(): boolean {
    return this.#ended;
  }

  push(chunk: Chunk): void {
    if (!this.#head) this.#open(chunk);
    if (!chunk.data) return;
    if (!this.#streams) {
      this.#body += this.#decoder.decode(chunk.data, { stream: true });
      return;
    }
    for (const event of this.#parser.push(chunk.data)) this.#tell(this.#eventOf(event));
  }

  /**
   * The connection ended. Throws what the answer says.
   * @returns false where nothing was told and nothing says why: it may be asked for in another way
   */
  close(): boolean {
    if (this.#ended) return true;
    if (this.#begun) throw new AgentError(this.#call.brokenOff, { kind: 'unreachable', status: 0 });
    if (!this.#head || this.#streams) return false;
    return this.#closeWhole(this.#head);
  }

  get #streams(): boolean {
    const head = this.#head;
    return head?.status === 200 && (head.header('content-type') ?? '').startsWith('text/event-stream');
  }

  #open(head: Chunk): void {
    this.#head = head;
    this.#listener.onHead?.((name) => head.header(name));
  }

  /** An event of the contract; undefined for one that a newer agent added. */
  #eventOf({ name, data }: SseEvent): Event | undefined {
    if (!this.#call.known.has(name)) return undefined;
    const parsed = this.#call.event.safeParse(parsedJson(data));
    if (!parsed.success) throw this.#unreadable();
    return parsed.data;
  }

  #unreadable(): AgentError {
    return new AgentError(this.#call.unreadable, { kind: 'incompatible', status: 200 });
  }

  #tell(event: Event | undefined): void {
    if (event === undefined || this.#ended) return;
    this.#begun = true;
    this.#ended = this.#call.isLast(event);
    this.#listener.onEvent(event);
  }

  /** An answer that came whole: a problem, or the end where something on the way dropped the accepted type. */
  #closeWhole(head: Chunk): boolean {
    const body = parsedJson(this.#body);
    if (head.status === 200) {
      const last = this.#call.lastOf(body);
      if (last === undefined) throw this.#unreadable();
      this.#tell(last);
      return true;
    }
    // Grafana's own session ran out: its `fetch` renews it and asks again, `chunked` does not.
    if (head.status === 401 && !problemSchema.safeParse(body).success) return false;
    throw failureOf({ status: head.status, body, header: (name) => head.header(name) });
  }
}
