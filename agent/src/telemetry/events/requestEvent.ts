import type { RequestEvent } from '@understudy/contract';
import type { RequestRecord } from '../../engine/index.ts';
import { billsOf, unpricedSteps } from '../billing.ts';

const MAX_NAME = 100;
const MAX_ERROR = 300;

/** Milliseconds to three digits: the clock's further ones are noise. */
function toMicroseconds(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}

/** What a request cost; null where a part of it is unknown. */
export function requestCost(record: RequestRecord): number | null {
  const bills = billsOf(record);
  if (unpricedSteps(record, bills).length > 0) return null;
  return bills.reduce((sum, { cost }) => sum + (cost ?? 0), 0);
}

/** The part of a record that is kept. */
export function requestEvent(
  record: RequestRecord,
  when: { readonly sequence: number; /** ISO 8601, UTC. */ readonly at: string; readonly recorded: boolean },
): RequestEvent {
  const { served, attempts, usage } = record;
  return {
    kind: 'request',
    sequence: when.sequence,
    at: when.at,
    id: record.id,
    model: record.model.slice(0, MAX_NAME),
    servedModel: served?.model ?? null,
    provider: (served ?? attempts.at(-1)?.step)?.provider ?? null,
    position: record.servedPosition,
    trigger: record.trigger,
    outcome: record.outcome,
    route: record.route,
    status: record.status,
    attempts: when.recorded ? 0 : attempts.length,
    durationMs: Math.max(0, toMicroseconds(record.durationMs)),
    firstTokenMs: record.firstTokenMs === null ? null : toMicroseconds(record.firstTokenMs),
    inputTokens: usage?.input ?? null,
    outputTokens: usage?.output ?? null,
    estimated: usage?.estimated ?? false,
    costUsd: requestCost(record),
    client: record.client.slice(0, MAX_NAME),
    traceId: record.trace?.traceId ?? null,
    api: record.api,
    stream: record.stream,
    recorded: when.recorded,
    error: record.error.slice(0, MAX_ERROR),
  };
}
