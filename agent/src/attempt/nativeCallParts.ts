import type { Dispatcher } from 'undici';
import type { NativeRoute, ProviderAccount } from '../dialects/index.ts';
import type { Call, Clock } from '../engine/index.ts';

/** Limits that keep an answer from filling the memory, in bytes. */
export interface AnswerLimits {
  /** A whole body, and one event of a stream. */
  readonly maxAnswerBytes: number;
  /** What a stream may bring before its first content. */
  readonly maxHeadBytes: number;
}

/** What one native call works with. */
export interface NativeCallParts {
  readonly call: Call;
  readonly account: ProviderAccount;
  readonly route: NativeRoute;
  readonly path: string;
  readonly pool: Dispatcher;
  readonly clock: Clock;
  readonly limits: AnswerLimits;
}
