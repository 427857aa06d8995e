import type { Dispatcher } from 'undici';
import { scrubSecrets, type ProviderAccount } from '../dialects/index.ts';
import type { Call, CallFailure, CallOutcome, Clock } from '../engine/index.ts';
import { NetworkFaultError } from '../upstream/index.ts';
import { AttemptTimers, type AttemptTimersOwner } from './attemptTimers.ts';
import { cancelled, networkFailure, timerFailure } from './failures.ts';
import { FetchExchange } from './fetchExchange.ts';
import type { TranslatorTransport } from './translator.ts';

/** What one translated call is carried by. */
export interface CallTransportParts {
  readonly call: Call;
  readonly account: ProviderAccount;
  readonly origin: string;
  readonly pool: Dispatcher;
  readonly clock: Clock;
  readonly maxAnswerBytes: number;
}

const CALLED_OFF = new Error('the call was called off');
const TIMED_OUT = new Error('a deadline of the attempt passed');
const GIVEN_UP = new Error('the answer is not wanted any more');

/** How deep causes are followed; libraries wrap an error once or twice. */
const MAX_CAUSES = 8;

function faultIn(error: unknown): NetworkFaultError | null {
  let at = error;
  for (let depth = 0; typeof at === 'object' && at !== null && depth < MAX_CAUSES; depth++) {
    if (at instanceof NetworkFaultError) return at;
    at = 'cause' in at ? at.cause : null;
  }
  return null;
}

/** The way of one translated call to its provider. */
export class CallTransport implements TranslatorTransport, AttemptTimersOwner {
  readonly timers: AttemptTimers;
  readonly #parts: CallTransportParts;
  #current: FetchExchange | null = null;
  #isListening = false;

  constructor(parts: CallTransportParts) {
    this.#parts = parts;
    this.timers = new AttemptTimers(parts.clock, parts.call.deadlines, parts.call.request.stream, this);
  }

  get clock(): Clock {
    return this.#parts.clock;
  }

  readonly fetch: typeof globalThis.fetch = (input, init) => this.#fetch(new Request(input, init));

  classifyNetworkFault(error: unknown): CallFailure | Extract<CallOutcome, { kind: 'cancelled' }> | null {
    const sent = this.#current?.sent ?? false;
    if (this.#parts.call.cancel.reason !== null) return cancelled(sent);
    if (this.timers.reason !== null) return timerFailure(this.timers.reason, sent);
    const fault = faultIn(error);
    return fault === null ? null : networkFailure(fault.fault);
  }

  scrubSecrets(text: string): string {
    return scrubSecrets(text, this.#parts.account);
  }

  abort(): void {
    this.#current?.abort(GIVEN_UP);
  }

  timerExpired(): void {
    this.#current?.abort(TIMED_OUT);
  }

  async #fetch(request: Request): Promise<Response> {
    const { call, origin, pool } = this.#parts;
    const url = new URL(request.url);
    // A library must not take the account's credential anywhere else.
    if (url.origin !== origin) throw new Error('only the origin of the provider may be called');
    this.#begin();
    const body = request.body === null ? null : Buffer.from(await request.arrayBuffer());
    if (call.cancel.reason !== null) throw CALLED_OFF;
    request.signal.throwIfAborted();
    const exchange = new FetchExchange({
      maxBytes: call.request.stream ? Infinity : this.#parts.maxAnswerBytes,
      connected: () => this.timers.connected(),
    });
    this.#current = exchange;
    request.signal.addEventListener('abort', () => exchange.abort(request.signal.reason), { once: true });
    const method = request.method === 'GET' ? 'GET' : 'POST';
    return exchange.send(pool, {
      method,
      path: url.pathname + url.search,
      headers: this.#headers(request.headers),
      body,
    });
  }

  #begin(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    this.timers.start();
    this.#parts.call.cancel.onCancel(() => this.#current?.abort(CALLED_OFF));
  }

  #headers(said: Headers): string[] {
    const { account, call } = this.#parts;
    const headers = new Map(said);
    headers.delete('content-length');
    headers.set('accept-encoding', 'identity');
    headers.set('x-request-id', call.request.id);
    for (const [name, value] of Object.entries(account.headers)) headers.set(name.toLowerCase(), value);
    return [...headers].flat();
  }
}
