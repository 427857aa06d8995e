import type { ApiKind, JsonObject, Usage } from '../../engine/index.ts';

/**
 * What one event of a stream is: `quiet` commits nothing, `content` commits, `usage` carries usage alone and may be taken
 * out, `error` is the provider's in-band error, `bad` cannot be read.
 */
export type StreamSign = 'quiet' | 'content' | 'usage' | 'error' | 'bad';

/** What a stream has brought so far. */
export interface StreamTally {
  /** Content, reasoning text, a tool call or a refusal came. */
  hasContent: boolean;
  /** The finish reason of every choice, or the API's own terminal event, came. */
  hasEnded: boolean;
  /** A content filter ended it. */
  isFiltered: boolean;
  /** An output limit ended it, or the context was full. */
  isTruncated: boolean;
  isOverlong: boolean;
  /** Choices that have begun, and those of them that have a finish reason. */
  readonly begun: Set<number>;
  readonly finished: Set<number>;
  /** What the stream says of itself. */
  model: string | null;
  readonly finishReasons: string[];
  usage: Usage | null;
  /** Usage as it was said, gathered over events; for APIs that say it in pieces. */
  rawUsage: JsonObject;
  /** Generated text, for counting tokens. */
  text: string;
}

/** How one API's stream events are read. */
export interface StreamFormat {
  /** @param name the `event` field; empty = none */
  read(tally: StreamTally, name: string, event: JsonObject): StreamSign;
}

/** APIs that can answer as a stream. */
export type StreamApi = Exclude<ApiKind, 'embeddings'>;
