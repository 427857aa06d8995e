export {
  Drills,
  proofTimes,
  type DrillListener,
  type DrillPage,
  type DrillsOptions,
  type DrillStart,
} from './drills.ts';
export type { DrillRefusal } from './refusal.ts';
export { startDrills, type DrillService, type DrillServiceOptions } from './startDrills.ts';
export { syntheticOutcome } from './syntheticOutcome.ts';
