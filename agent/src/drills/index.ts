export {
  Drills,
  proofTimes,
  type DrillListener,
  type DrillPage,
  type DrillsOptions,
  type DrillStart,
} from './drills.ts';
export { DrillSchedule, type DrillScheduleOptions } from './drillSchedule.ts';
export type { DrillRefusal } from './refusal.ts';
export type { DrillPorts } from './runDrill.ts';
export { syntheticOutcome } from './syntheticOutcome.ts';
