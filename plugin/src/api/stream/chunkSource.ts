/** A piece of an answer, with the answer's head. */
export interface Chunk {
  readonly status: number;
  header(name: string): string | null;
  /** Absent where only the head or the end is told. */
  readonly data: Uint8Array | undefined;
}

/** Hears of an answer that comes in pieces. */
export interface ChunkObserver {
  next(chunk: Chunk): void;
  error(reason: unknown): void;
  complete(): void;
}

export type Unsubscribe = () => void;

/** A POST whose answer may come in pieces. */
export interface StreamOrder {
  /** Below `/api/v1`, with a leading slash. */
  readonly path: string;
  readonly body: unknown;
}

/** Begins a call whose answer comes in pieces; undefined = that cannot be had. Unsubscribing closes the connection. */
export type ChunkSource = (order: StreamOrder, observer: ChunkObserver) => Unsubscribe | undefined;
