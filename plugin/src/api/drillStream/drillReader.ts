import { drillEventSchema, drillSchema, problemSchema, type DrillEvent } from '@understudy/contract';
import { AgentError } from '../AgentError.ts';
import { failureOf } from '../failureOf.ts';
import { SseParser, type SseEvent } from '../sse/sseParser.ts';
import { drillLimit } from './drillLimit.ts';
import { endEvent } from './endEvent.ts';
import type { Chunk } from './chunkSource.ts';
import type { DrillListener } from './drillRunner.ts';

const KNOWN = new Set<string>(drillEventSchema.options.map(({ shape }) => shape.type.value));

function incompatible(): AgentError {
  return new AgentError('The agent told of the test in a form that this app does not know.', {
    kind: 'incompatible',
    status: 200,
  });
}

function brokenOff(): AgentError {
  return new AgentError('The connection to the agent broke off, which stopped the test.', {
    kind: 'unreachable',
    status: 0,
  });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is no value of any schema: whoever asked finds that out.
    return undefined;
  }
}

/** An event of the contract; undefined for one that a newer agent added. */
function drillEventOf({ name, data }: SseEvent): DrillEvent | undefined {
  if (!KNOWN.has(name)) return undefined;
  const parsed = drillEventSchema.safeParse(parsedJson(data));
  if (!parsed.success) throw incompatible();
  return parsed.data;
}

/** Reads one answer of `POST /drills`, chunk by chunk, and tells its listener. Throws `AgentError`. */
export class DrillReader {
  readonly #listener: DrillListener;
  readonly #parser = new SseParser();
  readonly #decoder = new TextDecoder();
  #head: Chunk | undefined;
  /** The body of an answer that is no event stream. */
  #body = '';
  #begun = false;
  #ended = false;

  constructor(listener: DrillListener) {
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
    for (const event of this.#parser.push(chunk.data)) this.#tell(drillEventOf(event));
  }

  /**
   * The connection ended. Throws what the answer says.
   * @returns false where nothing was told and nothing says why: the drill may be asked for in another way
   */
  close(): boolean {
    if (this.#ended) return true;
    if (this.#begun) throw brokenOff();
    if (!this.#head || this.#streams) return false;
    return this.#closeWhole(this.#head);
  }

  get #streams(): boolean {
    const head = this.#head;
    return head?.status === 200 && (head.header('content-type') ?? '').startsWith('text/event-stream');
  }

  #open(head: Chunk): void {
    this.#head = head;
    const limit = drillLimit((name) => head.header(name));
    if (limit) this.#listener.onLimit(limit);
  }

  #tell(event: DrillEvent | undefined): void {
    if (!event || this.#ended) return;
    this.#begun = true;
    this.#ended = event.type === 'answer' || event.type === 'exhausted';
    this.#listener.onEvent(event);
  }

  /** An answer that came whole: a problem, or the drill where something on the way dropped the accepted type. */
  #closeWhole(head: Chunk): boolean {
    const body = parsedJson(this.#body);
    if (head.status === 200) {
      const drill = drillSchema.safeParse(body);
      if (!drill.success) throw incompatible();
      this.#tell(endEvent(drill.data));
      return true;
    }
    // Grafana's own session ran out: its `fetch` renews it and asks again, `chunked` does not.
    if (head.status === 401 && !problemSchema.safeParse(body).success) return false;
    throw failureOf({ status: head.status, body, header: (name) => head.header(name) });
  }
}
