import { randomUUID } from 'node:crypto';
import type { UsageRecord } from '@understudy/contract';
import type { AttemptRecord, RequestRecord, Step, Usage } from '../../engine/index.ts';
import { requestCost } from '../../telemetry/index.ts';
import { ProblemError } from '../http/problem.ts';

/** Where a recorded call is booked. */
export interface RecordPorts {
  /** A configured model as it is called and priced now; null = not configured. */
  readonly stepOf: (model: string) => Step | null;
  /** Statistics and events, at the time of the call. */
  readonly book: (record: RequestRecord, at: number) => void;
  /** Counts requests, tokens and cost. */
  readonly count: (record: RequestRecord) => void;
  /** Whether an id was booked before; a new one is remembered. */
  readonly isBooked: (id: string) => boolean;
  /** Resolves when what was booked is on disk, or its writing failed. */
  readonly flush: () => Promise<void>;
  /** Epoch ms. */
  readonly now: () => number;
}

const MAX_AGE_MS = 90 * 86_400_000;
/** Clocks of other machines may be ahead a little. */
const AHEAD_MS = 60_000;

function invalid(detail: string, fix: string): ProblemError {
  return new ProblemError(400, detail, { code: 'invalid_request', fix });
}

function stepOf(ports: RecordPorts, field: string, model: string): Step {
  const step = ports.stepOf(model);
  if (step !== null) return step;
  throw invalid(`field "${field}": the model "${model}" is not configured`, 'GET /api/v1/models lists those that are');
}

function timeOf(ports: RecordPorts, at: string | undefined): number {
  const now = ports.now();
  const time = at === undefined ? now : Date.parse(at);
  if (time > now + AHEAD_MS) throw invalid(`field "at": ${at ?? ''} is in the future`, 'send when the call ended');
  if (time < now - MAX_AGE_MS) throw invalid(`field "at": ${at ?? ''} is more than 90 days ago`, 'leave it out');
  return Math.min(time, now);
}

function usageOf(usage: UsageRecord['usage']): Usage | null {
  if (usage === undefined) return null;
  const { input, output, cacheRead = 0, cacheWrite = 0, reasoning = 0, estimated = false } = usage;
  return { input, output, cacheRead, cacheWrite, reasoning, estimated };
}

/** The call that was billed. It carries the usage, and is counted as an attempt nowhere. */
function callOf(record: UsageRecord, step: Step, position: number, usage: Usage | null): AttemptRecord {
  return {
    number: 1,
    step,
    position,
    result: record.outcome === 'error' ? 'server_error' : record.outcome,
    status: null,
    startedAt: 0,
    durationMs: 0,
    retryOf: null,
    waitedMs: 0,
    ownTimer: false,
    interrupted: false,
    replay: null,
    message: '',
    usage,
    firstContentMs: null,
    said: null,
  };
}

function recordOf(ports: RecordPorts, sent: UsageRecord, id: string, at: number): RequestRecord {
  const requested = stepOf(ports, 'model', sent.model);
  const named = sent.servedModel === undefined ? null : stepOf(ports, 'servedModel', sent.servedModel);
  const answered = sent.outcome === 'success';
  const served = named ?? (answered ? requested : null);
  const fellBack = sent.trigger !== undefined || (served !== null && served.model !== requested.model);
  const usage = usageOf(sent.usage);
  const position = fellBack ? 1 : 0;
  return {
    id,
    api: 'chat',
    stream: false,
    model: sent.model,
    client: sent.client ?? 'anonymous',
    tags: [],
    trace: null,
    arrivedAt: at,
    route: fellBack ? 'fallback' : 'primary',
    outcome: sent.outcome,
    status: 0,
    requested,
    served,
    servedPosition: served === null ? null : position,
    trigger: sent.trigger ?? null,
    attempts: usage === null ? [] : [callOf(sent, served ?? requested, position, usage)],
    hops: [],
    exhausted: fellBack && sent.outcome === 'error',
    durationMs: 0,
    upstreamMs: 0,
    backoffMs: 0,
    firstTokenMs: null,
    failoverMs: null,
    usage,
    rejection: null,
    disconnect: null,
    error: '',
  };
}

/**
 * Books the usage of a call that was made elsewhere. It is on disk when this resolves.
 * @throws ProblemError 400 that names the field
 */
export async function bookRecord(
  ports: RecordPorts,
  sent: UsageRecord,
): Promise<{ id: string; booked: boolean; costUsd: number | null }> {
  const at = timeOf(ports, sent.at);
  const id = sent.id ?? `rec_${randomUUID()}`;
  const record = recordOf(ports, sent, id, at);
  const costUsd = requestCost(record);
  const booked = !ports.isBooked(id);
  if (booked) {
    ports.book(record, at);
    ports.count(record);
  }
  await ports.flush();
  return { id, booked, costUsd };
}
