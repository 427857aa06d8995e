import { Engine, type Call, type CallOutcome, type EngineEvent } from '../../agent/src/engine/index.ts';
import { failure, requestOf, snapshotOf, StubEstimator, whole } from '../../agent/src/engine/testkit/index.ts';
import { parseRedisAddress } from '../../agent/src/store/redis/redisAddress.ts';
import { RedisCircuits } from '../../agent/src/store/redis/redisCircuits.ts';
import { openRedisLink, type RedisLink } from '../../agent/src/store/redis/redisLink.ts';
import type { RedisProcess } from '../kit/redisProcess.ts';

/** A provider that all agents of a test call; it answers at once until it is told otherwise. */
export class SharedProvider {
  /** `held`: it answers when it is let to. */
  mode: 'good' | 'bad' | 'held' = 'good';
  calls = 0;
  inFlight = 0;
  mostInFlight = 0;
  readonly #held: ((outcome: CallOutcome) => void)[] = [];

  async answer(): Promise<CallOutcome> {
    this.calls++;
    this.inFlight++;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    try {
      if (this.mode === 'held') return await new Promise((resolve) => this.#held.push(resolve));
      return this.mode === 'good' ? whole() : failure('server_error');
    } finally {
      this.inFlight--;
    }
  }

  /** Ends the calls that wait. */
  release(good: boolean): void {
    this.releaseEach(this.#held.map(() => good));
  }

  /** Ends calls that wait, the oldest first. */
  releaseEach(goods: readonly boolean[]): void {
    for (const good of goods) this.#held.shift()?.(good ? whole() : failure('server_error'));
  }
}

export interface SharedOptions {
  readonly cooldownMs?: number;
  readonly failureThreshold?: number;
  readonly probes?: number;
  /** Models in a chain; default `a` and `b`. */
  readonly models?: readonly string[];
  /** Default 60,000: only what is told counts. */
  readonly syncMs?: number;
}

/** One agent of a group: an engine with a link of its own to Redis. `a` is what the provider serves. */
export class SharedAgent {
  readonly engine: Engine;
  readonly link: RedisLink;
  readonly events: EngineEvent[] = [];
  readonly #circuits: RedisCircuits;

  constructor(name: string, link: RedisLink, provider: SharedProvider, options: SharedOptions) {
    const { cooldownMs = 60_000, failureThreshold = 1, probes = 1, models = ['a', 'b'], syncMs = 60_000 } = options;
    this.link = link;
    this.#circuits = new RedisCircuits({ link, instance: name, syncMs });
    const breaker = { cooldownMs, maxCooldownMs: cooldownMs, failureThreshold, probes };
    this.engine = new Engine({
      snapshot: snapshotOf({ models, policy: { preset: 'immediate', breaker } }),
      caller: {
        call: ({ step }: Call) => (step.model === 'a' ? provider.answer() : Promise.resolve(whole())),
        unsupported: () => null,
      },
      estimator: new StubEstimator(),
      random: () => 0.5,
      listeners: [(event) => void this.events.push(event)],
      circuits: this.#circuits,
    });
  }

  get state(): string | undefined {
    return this.engine.breakers.readings(this.engine.snapshot).find(({ provider }) => provider === 'at-a')?.state;
  }

  /** Milliseconds until the next probe. */
  get left(): number {
    const reading = this.engine.breakers.readings(this.engine.snapshot).find(({ provider }) => provider === 'at-a');
    return Math.max(0, (reading?.cooldownUntil ?? 0) - Date.now());
  }

  /** Moves with ` by` the agent that was followed. */
  get moves(): readonly string[] {
    return this.events.flatMap((event) =>
      event.type === 'circuit-moved' ? [`${event.from}→${event.to}${event.by === null ? '' : ` by ${event.by}`}`] : [],
    );
  }

  /** What came of one request: the model that answered, or how it failed. */
  async ask(): Promise<string> {
    const result = await this.engine.run(requestOf());
    if (result.kind === 'answer') {
      await result.settlement.delivered(200);
      return result.meta.served?.model ?? '';
    }
    if (result.kind !== 'failed') return result.kind;
    await result.settlement.delivered(503);
    return result.cause.kind;
  }

  close(): void {
    this.#circuits.close();
    this.link.close();
  }
}

/** Connects an agent to the group `eu`. */
export async function joinRedis(
  redis: RedisProcess,
  name: string,
  provider: SharedProvider,
  options: SharedOptions = {},
): Promise<SharedAgent> {
  const address = parseRedisAddress(redis.url);
  if ('problem' in address) throw new Error(address.problem);
  const quiet = (): void => undefined;
  const link = await openRedisLink({
    ...{ address, group: 'eu', instance: name, patienceMs: 1_000, commandMs: 1_000 },
    ...{ onDown: quiet, onBack: quiet },
  });
  return new SharedAgent(name, link, provider, options);
}
