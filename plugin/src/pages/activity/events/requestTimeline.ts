import type { RequestEvent, RequestLog } from '@understudy/contract';
import { buildTimeline } from '../../../components/attempts/buildTimeline.ts';
import type { Timeline } from '../../../components/attempts/timeline.ts';

/** How the one call of a request ended, from the request alone. */
const RESULT_OF: Readonly<Record<RequestEvent['outcome'], string>> = {
  success: 'success',
  error: 'other',
  client_error: 'client_error',
  cancelled: 'cancelled',
  rejected: 'other',
};

function onlyCall(event: RequestEvent): Timeline {
  return buildTimeline({
    attempts: [
      {
        number: 1,
        position: event.position ?? 0,
        model: event.servedModel ?? event.model,
        provider: event.provider ?? '',
        atMs: 0,
        durationMs: event.durationMs,
        result: RESULT_OF[event.outcome],
        status: event.status === 0 ? null : event.status,
        message: event.error,
      },
    ],
    waits: [],
    hops: [],
    endMs: event.durationMs,
  });
}

/** What happened to a request; null where the agent does not know (any more). */
export function requestTimeline(event: RequestEvent, log: RequestLog | null): Timeline | null {
  if (log) return buildTimeline({ ...log, endMs: null });
  return event.attempts === 1 && !event.recorded ? onlyCall(event) : null;
}

/** When the last of it was over, in milliseconds of its own clock. */
export function timelineEnd(timeline: Timeline): number {
  const ends = timeline.flatMap(({ attempts, skipped }) => [
    skipped?.atMs ?? 0,
    ...attempts.map(({ atMs, durationMs, wait }) => Math.max(atMs + (durationMs ?? 0), wait ? wait.atMs + wait.ms : 0)),
  ]);
  return Math.max(0, ...ends);
}
