import type { ProviderAccount } from '../dialects/index.ts';
import type { Call, CallFailure, CallOutcome, Clock, EngineRequest, Step } from '../engine/index.ts';
import type { AttemptTimers } from './attemptTimers.ts';

/** Serves the steps whose dialect does not speak the request's API itself. */
export interface Translator {
  /** Why the request cannot be carried over to the step's dialect; null = it can. */
  unsupported(request: EngineRequest, step: Step): string | null;
  /** Makes one translated upstream call. Never throws for anything that a network or provider can do. */
  call(call: Call, account: ProviderAccount, transport: TranslatorTransport): Promise<CallOutcome>;
}

/** One translated call's way to the provider: the same pools, timers and cancel as a native call. */
export interface TranslatorTransport {
  /**
   * A WHATWG `fetch` over the provider's pool, bound to this call: cancel and our timers abort it, in the body too.
   * It starts `timers`, ends their `connect`, follows no redirects and refuses any origin but the account's.
   * Answers arrive decoded; a body that is not read holds the provider back.
   */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Runs from the first `fetch` on. The translator calls `firstContent()` at a stream's commit, `chunk()` for what comes
   * after, `pause()` and `resume()` with a slow sink, and `stop()` when the call is over, in every path.
   */
  readonly timers: AttemptTimers;
  readonly clock: Clock;
  /**
   * What ended the call where that was the network, one of our timers or the cancel, wherever in `error`'s causes it
   * stands; null = something else was thrown, which the translator classifies.
   */
  classifyNetworkFault(error: unknown): CallFailure | Extract<CallOutcome, { kind: 'cancelled' }> | null;
  /** Takes key-like strings and this account's own secrets out of a text. */
  scrubSecrets(text: string): string;
  /** Ends the upstream call without waiting for it, for a stream that is given up. Harmless after its end. */
  abort(): void;
}
