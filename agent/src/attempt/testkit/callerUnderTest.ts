import type { Deadlines, DialectName } from '@understudy/contract';
import { readTraits, type ProviderAccount } from '../../dialects/index.ts';
import {
  Cancel,
  type ApiKind,
  type CallOutcome,
  type Clock,
  type EngineRequest,
  type JsonObject,
  type Step,
  type StepCaller,
} from '../../engine/index.ts';
import { FakeClock } from '../../engine/testkit/index.ts';
import { UpstreamPools } from '../../upstream/index.ts';
import { createStepCaller } from '../createStepCaller.ts';
import type { AnswerLimits } from '../nativeCallParts.ts';
import type { Translator } from '../translator.ts';

/** What a test says of its provider; the rest is made up. */
export interface CallerParts {
  readonly baseUrl: string;
  readonly dialect?: DialectName;
  readonly clock?: Clock;
  readonly limits?: AnswerLimits;
  readonly translator?: Translator;
  readonly account?: Partial<ProviderAccount>;
}

/** What a test says of one call. */
export interface CallParts {
  readonly api?: ApiKind;
  readonly json?: JsonObject;
  readonly raw?: Buffer;
  readonly headers?: Record<string, string>;
  readonly cancel?: Cancel;
  readonly deadlines?: Partial<Deadlines>;
}

const DEADLINES: Deadlines = {
  connectMs: 5_000,
  firstTokenMs: 30_000,
  idleMs: 20_000,
  attemptMs: 120_000,
  totalMs: 300_000,
};

const NO_TRANSLATOR: Translator = {
  unsupported: () => 'no translation in this test',
  call: () => Promise.reject(new Error('no translation in this test')),
};

export function stepFor(dialect: DialectName): Step {
  return {
    model: 'm',
    provider: 'p',
    upstreamModel: 'up-model',
    dialect,
    target: 'p up-model',
    callable: true,
    blockedBy: '',
    capabilities: null,
    contextWindow: null,
    price: null,
    deadlines: DEADLINES,
    breaker: {
      enabled: false,
      failureThreshold: 5,
      failureRatio: 0.5,
      minRequests: 20,
      windowMs: 1,
      cooldownMs: 1,
      maxCooldownMs: 1,
      probes: 1,
    },
  };
}

export function requestFor({
  api = 'chat',
  json = {},
  raw,
  headers = {},
  cancel = new Cancel(),
}: CallParts): EngineRequest {
  const body: JsonObject = { model: 'm', ...json };
  return {
    id: 'req-1',
    api,
    model: 'm',
    stream: body.stream === true,
    raw: raw ?? Buffer.from(JSON.stringify(body)),
    json: body,
    headers,
    client: 'anonymous',
    tags: [],
    timeoutMs: null,
    fallbacks: 'chain',
    cancel,
    traits: () => readTraits(api, body),
  };
}

/** A step caller with one provider, on a clock that stands still. */
export class CallerUnderTest {
  readonly clock = new FakeClock();
  readonly pools = new UpstreamPools();
  readonly caller: StepCaller;
  readonly step: Step;
  account: ProviderAccount;

  constructor({ baseUrl, dialect = 'openai', clock, limits, translator = NO_TRANSLATOR, account = {} }: CallerParts) {
    const base = { id: 'p', dialect, baseUrl, apiKey: 'key-123456', apiVersion: null, headers: {}, maxConnections: 8 };
    this.account = { ...base, ...account };
    this.step = stepFor(dialect);
    this.apply();
    const accounts = { get: (id: string) => (id === 'p' ? this.account : undefined) };
    const options = { accounts, pools: this.pools, clock: clock ?? this.clock, translator };
    this.caller = createStepCaller(limits === undefined ? options : { ...options, limits });
  }

  apply(): void {
    const { id, baseUrl, maxConnections } = this.account;
    this.pools.apply([{ id, origin: new URL(baseUrl).origin, maxConnections }]);
  }

  call(parts: CallParts = {}): Promise<CallOutcome> {
    const request = requestFor(parts);
    return this.caller.call({
      request,
      step: this.step,
      cancel: request.cancel,
      deadlines: { ...DEADLINES, ...parts.deadlines },
    });
  }

  /** A call for a stream. */
  stream(parts: CallParts = {}): Promise<CallOutcome> {
    return this.call({ ...parts, json: { stream: true, ...parts.json } });
  }
}
