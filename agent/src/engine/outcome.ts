import type { Trigger } from '@understudy/contract';

/** Tokens of one call. `input` includes cached ones, `output` includes reasoning. */
export interface Usage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly reasoning: number;
  /** True where the provider reported nothing and the tokens were counted or guessed. */
  readonly estimated: boolean;
}

/**
 * Whether a failed call may have been executed: `not_sent` (nothing left this process), `refused` (the provider said no),
 * `uncertain` (sent, no answer).
 */
export type ReplaySafety = 'not_sent' | 'refused' | 'uncertain';

/** Where an answer's bytes go. `write` answers false when the reader is slow; then `onDrain` tells when to go on. */
export interface AnswerSink {
  write(chunk: Buffer): boolean;
  onDrain(listener: () => void): void;
}

/** What an answer says of itself, in the provider's words. */
export interface AnswerWords {
  /** The model that answered, often a dated snapshot. */
  readonly model: string | null;
  /** Why each choice ended. */
  readonly finishReasons: readonly string[];
}

/** Reads an answer's words where somebody wants them; costs nothing where nobody does. */
export interface Described {
  words(): AnswerWords;
}

/** How a committed stream ended. */
export type StreamEnd =
  | {
      readonly kind: 'complete';
      readonly usage: Usage | null;
      readonly outputText: string;
      readonly said?: Described;
    }
  | {
      readonly kind: 'interrupted';
      readonly trigger: Trigger;
      readonly message: string;
      readonly usage: Usage | null;
      readonly outputText: string;
      /** True where the provider's own error event went to the client already: the proxy adds none. */
      readonly reported?: boolean;
    }
  | { readonly kind: 'cancelled'; readonly usage: Usage | null; readonly outputText: string };

/** An answer fit for the client, in the format of the API that it called. */
export interface Answer {
  readonly status: number;
  /** Headers for the client, lower-case; hop-by-hop ones, encodings and cookies are gone. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body, or a stream that has committed: its held-back head is written first. */
  readonly body: { readonly kind: 'full'; readonly bytes: Buffer } | AnswerStream;
  /** Known for a whole body only. */
  readonly usage: Usage | null;
  /** Of a whole body. */
  readonly said?: Described;
  /** Generated text of a whole body, for counting tokens where no usage was reported. Read lazily. */
  outputText(): string;
}

/** A committed stream. `pump` may be called once; it ends when the last byte was handed to the sink. */
export interface AnswerStream {
  readonly kind: 'stream';
  pump(sink: AnswerSink): Promise<StreamEnd>;
  /** Gives the stream up without reading it. */
  discard(): void;
}

/** What came of one upstream call. Exceptions are for bugs. */
export type CallOutcome =
  | {
      readonly kind: 'answer';
      readonly answer: Answer;
      /** Clock ms of the first content byte. */ readonly firstContentAt: number;
    }
  | CallFailure
  | ClientError
  | { readonly kind: 'cancelled'; /** False where nothing was sent. */ readonly sent: boolean };

export interface CallFailure {
  readonly kind: 'failure';
  readonly trigger: Trigger;
  /** What the provider said: status, type and body (key-like strings scrubbed); null for network faults and own timers. */
  readonly said: { readonly status: number; readonly contentType: string; readonly body: Buffer } | null;
  /** From Retry-After and the providers' own reset headers; null = not said. */
  readonly retryAfterMs: number | null;
  /** True where one of our own timers ended it: not retried at the same step. */
  readonly ownTimer: boolean;
  readonly replay: ReplaySafety;
  /** One sentence without secrets or prompt text. */
  readonly message: string;
  /** Tokens that were billed although the answer was thrown away. */
  readonly usage: Usage | null;
}

/** The client's own mistake: returned untouched. */
export interface ClientError {
  readonly kind: 'client_error';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly message: string;
}
