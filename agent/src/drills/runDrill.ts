import {
  costMultiplier,
  costOf,
  type Drill,
  type DrillAnswer,
  type DrillError,
  type DrillEvent,
  type DrillOutcome,
  type DrillRequest,
} from '@understudy/contract';
import { readyOf } from '../apiformat/index.ts';
import {
  Engine,
  type Cancel,
  type Clock,
  type RequestRecord,
  type RunResult,
  type Snapshot,
  type StepCaller,
  type UsageEstimator,
} from '../engine/index.ts';
import { DRILL_API, drillRequest, type TraitsReader } from './drillRequest.ts';
import { drillPlan } from './drillPlan.ts';
import { DrillRecorder, rounded } from './drillRecorder.ts';
import { FaultyCaller } from './faultyCaller.ts';
import { triggerOf } from './forcedFailure.ts';

/** What drills run on: the agent's own way to the providers, and an engine of their own. */
export interface DrillPorts {
  /** The real one; it keeps no statistics. */
  readonly caller: StepCaller;
  readonly estimator: UsageEstimator;
  readonly clock: Clock;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  readonly readTraits: TraitsReader;
}

/** One drill to run. */
export interface DrillRun {
  readonly id: string;
  readonly number: number;
  readonly order: DrillRequest;
  readonly author: string;
  readonly scheduled: boolean;
  readonly snapshot: Snapshot;
  readonly cancel: Cancel;
  /** Hears what happens as it does, but for the end; must not throw. */
  readonly tell: (event: DrillEvent) => void;
}

/** What came of the walk. */
interface Ending {
  readonly outcome: DrillOutcome;
  /** Generated text; null where there is no whole answer. */
  readonly text: string | null;
  readonly error: DrillError | null;
}

const IGNORING = { write: () => true, onDrain: () => undefined };
const CLIENT_CLOSED = 499;

function cancelledEnding(cancel: Cancel): Ending {
  const message = cancel.reason === 'shutdown' ? 'the agent is shutting down' : 'the drill was stopped';
  return { outcome: 'cancelled', text: null, error: { status: CLIENT_CLOSED, message, body: null } };
}

/** Takes what came of the run to its last byte and closes its books. */
async function deliver(result: RunResult, cancel: Cancel): Promise<Ending> {
  switch (result.kind) {
    case 'answer':
      return deliverAnswer(result, cancel);
    case 'client_error':
    case 'failed': {
      const ready = readyOf(DRILL_API, result);
      const status = ready?.status ?? 502;
      const { error: message } = await result.settlement.delivered(status);
      const outcome = result.kind === 'failed' ? 'exhausted' : 'client_error';
      return { outcome, text: null, error: { status, message, body: ready?.body.toString('utf8') ?? null } };
    }
    case 'cancelled':
      await result.settlement.abandoned();
      return cancelledEnding(cancel);
  }
}

async function deliverAnswer(result: Extract<RunResult, { kind: 'answer' }>, cancel: Cancel): Promise<Ending> {
  const { answer } = result;
  const { status, body } = answer;
  if (body.kind === 'full') {
    await result.settlement.delivered(status);
    return { outcome: 'answered', text: answer.outputText(), error: null };
  }
  const end = await result.pump(IGNORING);
  if (end.kind === 'cancelled') {
    await result.settlement.abandoned();
    return cancelledEnding(cancel);
  }
  await result.settlement.delivered(status);
  if (end.kind === 'complete') return { outcome: 'answered', text: end.outputText, error: null };
  return { outcome: 'interrupted', text: null, error: { status, message: end.message, body: null } };
}

function answerOf({ served, servedPosition, requested, ...record }: RequestRecord, text: string): DrillAnswer | null {
  if (served === null || servedPosition === null) return null;
  const { usage } = record;
  const costUsd = usage === null ? null : costOf(served.price, usage);
  const baselineCostUsd = usage === null ? null : costOf(requested?.price, usage);
  return {
    status: record.status,
    model: served.model,
    provider: served.provider,
    position: servedPosition,
    text,
    usage: usage === null ? null : { input: usage.input, output: usage.output, estimated: usage.estimated },
    costUsd,
    baselineCostUsd,
    costMultiplier: costMultiplier(costUsd, baselineCostUsd),
    firstTokenMs: record.firstTokenMs === null ? null : rounded(record.firstTokenMs),
  };
}

/**
 * Walks a chain whose first steps are forced to fail, on an engine that nobody else sees: its breakers begin closed and its
 * events go to the drill alone.
 */
export async function runDrill(ports: DrillPorts, run: DrillRun): Promise<Drill> {
  const { order, snapshot, cancel } = run;
  const chain = snapshot.chains.get(order.model);
  if (chain === undefined) throw new Error('a drill is checked before it runs');
  const { id, number } = run;
  run.tell({ type: 'plan', ...drillPlan(chain, order, { id, number, revision: snapshot.revision }) });
  const caller = new FaultyCaller(ports.caller, order);
  const recorder = new DrillRecorder(ports.clock, (position) => caller.isForced(position), run.tell);
  const { clock, estimator, random } = ports;
  const listeners = [caller.listener, recorder.listener];
  const at = new Date(clock.wall()).toISOString();
  const engine = new Engine({ snapshot, caller, estimator, clock, random, listeners });
  const result = await engine.run(drillRequest(run.id, order, cancel, ports.readTraits));
  if (result.kind === 'unknown_model') throw new Error('a drill is checked before it runs');
  const ending = await deliver(result, cancel);
  const { record, attempts, waits, hops } = recorder;
  const answer = record === null || ending.text === null ? null : answerOf(record, ending.text);
  const provoked = attempts.some(({ forced, result: trigger }) => forced && trigger === triggerOf(order.failure));
  return {
    id: run.id,
    number: run.number,
    at,
    author: run.author,
    scheduled: run.scheduled,
    model: order.model,
    revision: snapshot.revision,
    failure: order.failure,
    failSteps: order.failSteps,
    stream: order.stream,
    outcome: ending.outcome,
    proved: ending.outcome === 'answered' && provoked,
    attempts,
    waits,
    hops,
    answer,
    error: ending.error,
    waitedMs: rounded(record?.backoffMs ?? 0),
    durationMs: recorder.elapsedMs,
  };
}
