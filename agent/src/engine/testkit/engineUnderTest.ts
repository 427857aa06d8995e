import type { CircuitExchange } from '../circuitExchange.ts';
import { Engine } from '../engine.ts';
import type { RequestRecord } from '../events.ts';
import type { RunResult } from '../runResult.ts';
import type { Snapshot } from '../step.ts';
import { EventRecorder } from './eventRecorder.ts';
import { requestOf, snapshotOf, type DocumentParts, type RequestParts } from './factories.ts';
import { FakeClock } from './fakeClock.ts';
import { ScriptedCaller, type Script } from './scriptedCaller.ts';
import { StubEstimator } from './stubEstimator.ts';

/** How an engine under test differs from the default: three models in a chain, every call answered, no jitter. */
export interface EngineParts extends DocumentParts {
  readonly script?: Script | ((clock: FakeClock) => Script);
  readonly keyless?: readonly string[];
  readonly snapshot?: Snapshot;
  readonly random?: () => number;
  /** Default: the engine keeps its breakers to itself. */
  readonly circuits?: CircuitExchange;
}

/** An engine with everything around it played. */
export interface EngineUnderTest {
  readonly engine: Engine;
  readonly clock: FakeClock;
  readonly caller: ScriptedCaller;
  readonly estimator: StubEstimator;
  readonly events: EventRecorder;
  /** Walks a request through its chain, moving the clock as far as that takes. */
  walk(parts?: RequestParts): Promise<RunResult>;
  /** Walks a request, delivers what came of it to a client that takes everything, and answers its record. */
  finish(parts?: RequestParts): Promise<RequestRecord>;
}

/** Statuses that a proxy would answer with; no test depends on more than that they are handed on. */
const FAILED_STATUS = 502;

/** Delivers a result as the data plane does, to a client that takes everything. */
async function deliver(clock: FakeClock, result: RunResult): Promise<RequestRecord> {
  switch (result.kind) {
    case 'answer': {
      const { status, body } = result.answer;
      const sink = { write: () => true, onDrain: () => undefined };
      const end = body.kind === 'stream' ? await clock.drive(result.pump(sink)) : null;
      return end?.kind === 'cancelled' ? result.settlement.abandoned() : result.settlement.delivered(status);
    }
    case 'client_error':
      return result.settlement.delivered(result.error.status);
    case 'failed':
      return result.settlement.delivered(FAILED_STATUS);
    case 'cancelled':
      return result.settlement.abandoned();
  }
}

/** Starts an engine whose clock, providers, tokenizer and listener are played. */
export function startEngine(parts: EngineParts = {}): EngineUnderTest {
  const clock = new FakeClock();
  const script = typeof parts.script === 'function' ? parts.script(clock) : parts.script;
  const caller = new ScriptedCaller(clock, script);
  const estimator = new StubEstimator();
  const events = new EventRecorder();
  const engine = new Engine({
    snapshot: parts.snapshot ?? snapshotOf(parts, parts.keyless),
    caller,
    estimator,
    listeners: [events.listen],
    clock,
    random: parts.random ?? (() => 0.5),
    ...(parts.circuits === undefined ? {} : { circuits: parts.circuits }),
  });
  const walk = async (request?: RequestParts): Promise<RunResult> => {
    const result = await clock.drive(engine.run(requestOf(request)));
    if (result.kind === 'unknown_model') throw new Error(`unknown model ${result.model}`);
    return result;
  };
  const finish = async (request?: RequestParts): Promise<RequestRecord> => deliver(clock, await walk(request));
  return { engine, clock, caller, estimator, events, walk, finish };
}
