import type { Drill, DrillEvent } from '@understudy/contract';

/** The last event of a drill, from the drill alone. */
export function endEvent(drill: Drill): DrillEvent {
  return { type: drill.outcome === 'answered' ? 'answer' : 'exhausted', drill };
}
