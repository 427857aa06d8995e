import type { Drill, DrillEvent } from '@understudy/contract';
import { milliseconds, usd } from './units.ts';

function at(ms: number): string {
  return `${(ms / 1_000).toFixed(1).padStart(6)} s`;
}

/** One line of a drill as it happens; null where the end says it better. */
export function renderDrillEvent(event: DrillEvent): string | null {
  switch (event.type) {
    case 'plan':
      return event.waitMs === 0 ? null : `waits ${event.atMost ? 'at most ' : ''}${milliseconds(event.waitMs)} in all`;
    case 'attempt-started':
      return `${at(event.atMs)}  calling ${event.model}${event.forced ? ' (made to fail)' : ''}`;
    case 'attempt-ended': {
      const status = event.status === null ? '' : ` ${event.status}`;
      return `${at(event.atMs + event.durationMs)}  ${event.model}: ${event.result}${status} after ${milliseconds(event.durationMs)}`;
    }
    case 'wait':
      return `${at(event.atMs)}  waiting ${milliseconds(event.ms)} before retry ${event.retry} of ${event.model}`;
    case 'hop':
      return `${at(event.atMs)}  ${event.from} -> ${event.to} (${event.reason})`;
    case 'answer':
    case 'exhausted':
      return null;
  }
}

/** What the drill came to. */
export function renderDrillEnd(drill: Drill): string {
  const { answer, error, outcome, durationMs, waitedMs, attempts } = drill;
  const times = `${attempts.length} attempts in ${milliseconds(durationMs)}, of which ${milliseconds(waitedMs)} waiting`;
  if (answer !== null && outcome === 'answered') {
    const proof = drill.proved ? 'Proven' : 'Answered, but nothing was proven';
    return `${proof}: ${answer.model} answered (${usd(answer.costUsd)}); ${times}.${answer.text === null ? '' : `\n${answer.text}`}`;
  }
  return `Not answered (${outcome}): ${error?.message ?? 'no reason was given'}; ${times}.`;
}
