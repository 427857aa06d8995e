import { NativeRoute, speaks, type ProviderAccount, type ProviderAccounts } from '../dialects/index.ts';
import type { Call, CallOutcome, Clock, EngineRequest, Step, StepCaller } from '../engine/index.ts';
import type { UpstreamPools } from '../upstream/index.ts';
import { CallTransport } from './callTransport.ts';
import { failure } from './failures.ts';
import { NativeCall } from './nativeCall.ts';
import type { AnswerLimits } from './nativeCallParts.ts';
import type { Translator } from './translator.ts';

/** What calls are made with. */
export interface StepCallerOptions {
  readonly accounts: ProviderAccounts;
  readonly pools: UpstreamPools;
  readonly clock: Clock;
  readonly translator: Translator;
  /** Bytes; default: answers of 64 MB, 1 MB before a stream's first content. */
  readonly limits?: AnswerLimits;
}

const DEFAULT_LIMITS: AnswerLimits = { maxAnswerBytes: 67_108_864, maxHeadBytes: 1_048_576 };

/** Makes calls by the way that a step's dialect and the request's API leave: native or translated. */
class DialectStepCaller implements StepCaller {
  readonly #options: StepCallerOptions;
  readonly #limits: AnswerLimits;
  /** Forgotten with its account, and so is what was learned about the server. */
  readonly #routes = new WeakMap<ProviderAccount, NativeRoute>();

  constructor(options: StepCallerOptions) {
    this.#options = options;
    this.#limits = options.limits ?? DEFAULT_LIMITS;
  }

  unsupported(request: EngineRequest, step: Step): string | null {
    return speaks(step.dialect, request.api) ? null : this.#options.translator.unsupported(request, step);
  }

  call(call: Call): Promise<CallOutcome> {
    const { accounts, pools, clock, translator } = this.#options;
    const { step, request } = call;
    const account = accounts.get(step.provider);
    const route = account === undefined ? null : this.#route(account);
    const pool = route === null ? undefined : pools.get(step.provider, route.origin);
    if (account === undefined || route === null || pool === undefined) return Promise.resolve(gone());
    const path = route.path(request.api, step.upstreamModel);
    if (path !== null) return new NativeCall({ call, account, route, path, pool, clock, limits: this.#limits }).run();
    const { maxAnswerBytes } = this.#limits;
    const { origin } = route;
    return translator.call(call, account, new CallTransport({ call, account, origin, pool, clock, maxAnswerBytes }));
  }

  #route(account: ProviderAccount): NativeRoute {
    let route = this.#routes.get(account);
    if (route === undefined) {
      route = new NativeRoute(account);
      this.#routes.set(account, route);
    }
    return route;
  }
}

/** The configuration moved on while the request was under way. */
function gone(): CallOutcome {
  return failure('connection', 'the provider was removed or moved while the request ran', { replay: 'not_sent' });
}

/** The engine's way to the providers. */
export function createStepCaller(options: StepCallerOptions): StepCaller {
  return new DialectStepCaller(options);
}
