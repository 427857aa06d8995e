/** Sends the load, in a process of its own, so that its processor time is not counted as anybody else's. */
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadOrder, LoadResult, RequestKind } from '../loadOrder.ts';
import { answerQuestions } from './questions.ts';
import { sendRequest } from './sendRequest.ts';
import type { Sample } from './sendRequest.ts';

/** Upper bounds, whatever the order says. */
const MOST_REQUESTS = 5_000_000;
const LONGEST_MS = 3_600_000;

/** Collects the samples of all users. */
class Tally {
  readonly #latencies: number[] = [];
  readonly #firstTokens: number[] = [];
  readonly #failures: Record<string, number> = {};
  readonly #startedAt = performance.now();
  #fallbacks = 0;

  add(sample: Sample): void {
    if (sample.failure !== undefined) this.#failures[sample.failure] = (this.#failures[sample.failure] ?? 0) + 1;
    this.#latencies.push(sample.ms);
    if (sample.firstTokenMs !== undefined) this.#firstTokens.push(sample.firstTokenMs);
    if (sample.fallback) this.#fallbacks++;
  }

  result(): LoadResult {
    return {
      latencies: Float64Array.from(this.#latencies),
      firstTokens: Float64Array.from(this.#firstTokens),
      failures: this.#failures,
      fallbacks: this.#fallbacks,
      seconds: (performance.now() - this.#startedAt) / 1000,
    };
  }
}

/** Hands out requests until the order is filled. */
function* requestsOf(order: LoadOrder): Generator<RequestKind> {
  const end = performance.now() + Math.min(order.durationMs ?? LONGEST_MS, LONGEST_MS);
  const most = Math.min(order.requests ?? MOST_REQUESTS, MOST_REQUESTS);
  for (let sent = 0; sent < most && performance.now() < end; sent++) {
    const kind = order.kinds[sent % order.kinds.length];
    if (kind) yield kind;
  }
}

async function runUser(order: LoadOrder, agent: Agent, requests: Generator<RequestKind>, tally: Tally): Promise<void> {
  const { thinkMs } = order;
  const think = (): number => (thinkMs ? thinkMs.min + Math.random() * (thinkMs.max - thinkMs.min) : 0);
  // The first pause is shorter, so that users don't march in step.
  if (thinkMs) await sleep(think() * Math.random());
  for (const kind of requests) {
    tally.add(await sendRequest(agent, kind));
    if (thinkMs) await sleep(think());
  }
}

async function load(order: LoadOrder): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: order.users });
  const tally = new Tally();
  const requests = requestsOf(order);
  const users = Array.from({ length: order.users }, () => runUser(order, agent, requests, tally));
  await Promise.all(users);
  agent.destroy();
  return tally.result();
}

answerQuestions({ load: (input) => load(input as LoadOrder) });
// The probe has let go of the channel; here it is the work.
process.channel?.ref();
