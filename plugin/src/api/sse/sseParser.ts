/** One event of a `text/event-stream`. */
export interface SseEvent {
  /** What `event:` says; `message` where it says nothing. */
  readonly name: string;
  /** Its `data:` lines, joined by line feeds. */
  readonly data: string;
}

const DEFAULT_NAME = 'message';
const LINE_END = /\r\n|\n|\r/g;

/**
 * Reads server-sent events from bytes as they arrive, however they are cut: in the middle of a line, of a line end, of a
 * character. Follows the HTML standard's event stream; `id` and `retry` are for reconnecting, which nobody here does.
 */
export class SseParser {
  readonly #decoder = new TextDecoder();
  #line = '';
  /** The last chunk ended with CR: a LF at the start of the next belongs to it. */
  #afterCr = false;
  #name = '';
  #data: string[] = [];

  /** The events that these bytes complete. */
  push(bytes: Uint8Array): SseEvent[] {
    let text = this.#decoder.decode(bytes, { stream: true });
    if (this.#afterCr && text.startsWith('\n')) text = text.slice(1);
    if (text !== '') this.#afterCr = text.endsWith('\r');
    const [first = '', ...rest] = text.split(LINE_END);
    this.#line += first;
    const events: SseEvent[] = [];
    for (const begun of rest) {
      const event = this.#take(this.#line);
      if (event) events.push(event);
      this.#line = begun;
    }
    return events;
  }

  /** Takes a whole line; an empty one ends an event. */
  #take(line: string): SseEvent | undefined {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    // A line that begins with a colon is a comment, as keep-alives are.
    if (colon === 0) return undefined;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#name = value;
    if (field === 'data') this.#data.push(value);
    return undefined;
  }

  #dispatch(): SseEvent | undefined {
    const event = { name: this.#name || DEFAULT_NAME, data: this.#data.join('\n') };
    const empty = this.#data.length === 0;
    this.#name = '';
    this.#data = [];
    return empty ? undefined : event;
  }
}
