import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Where to send, and how much at once. */
export interface PipelineOptions {
  readonly port: number;
  readonly connections: number;
  /** Requests that are on their way on each connection. */
  readonly atOnce: number;
}

/** How many answers had each status. */
export type Statuses = Map<number, number>;

const STATUS_LINE = /HTTP\/1\.1 (\d{3}) /g;
/** A status line that a chunk ends in is found with the next one. */
const STATUS_LINE_LENGTH = 'HTTP/1.1 200 '.length;

/** One connection: sends a batch, waits for as many answers, sends the next. */
class Pipeline {
  readonly #socket: Socket;
  readonly #statuses: Statuses;
  #tail = '';
  #answered = 0;
  #wake: () => void = () => undefined;

  constructor(socket: Socket, statuses: Statuses) {
    this.#socket = socket;
    this.#statuses = statuses;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('close', () => this.#wake());
  }

  async send(batch: readonly Buffer[]): Promise<void> {
    this.#answered = 0;
    this.#socket.write(Buffer.concat(batch));
    while (this.#answered < batch.length) {
      if (this.#socket.destroyed) throw new Error(`closed after ${this.#answered} of ${batch.length} answers`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #take(chunk: Buffer): void {
    const text = this.#tail + chunk.toString('latin1');
    let end = 0;
    for (const match of text.matchAll(STATUS_LINE)) {
      const status = Number(match[1]);
      this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
      this.#answered += 1;
      end = match.index + match[0].length;
    }
    this.#tail = text.slice(Math.max(end, text.length - STATUS_LINE_LENGTH));
    this.#wake();
  }
}

function nextBatch(requests: Iterator<Buffer>, count: number): Buffer[] {
  const batch: Buffer[] = [];
  for (let next = requests.next(); next.done !== true; next = requests.next()) {
    batch.push(next.value);
    if (batch.length === count) break;
  }
  return batch;
}

/**
 * Sends whole requests as they are, pipelined over kept connections: an HTTP client would take longer than the agent that is
 * attacked, and would not send odd bytes.
 */
export async function sendPipelined(requests: Iterator<Buffer>, options: PipelineOptions): Promise<Statuses> {
  const statuses: Statuses = new Map();
  const one = async (): Promise<void> => {
    const socket = connect(options.port, '127.0.0.1');
    await once(socket, 'connect');
    const pipeline = new Pipeline(socket, statuses);
    for (;;) {
      const batch = nextBatch(requests, options.atOnce);
      if (batch.length === 0) break;
      await pipeline.send(batch);
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: options.connections }, one));
  return statuses;
}
