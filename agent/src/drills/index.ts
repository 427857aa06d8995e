export { Drills, proofTimes, type DrillStart } from './drills.ts';
export type { DrillRefusal } from './refusal.ts';
export { startDrills, type DrillService } from './startDrills.ts';
export { syntheticOutcome } from './syntheticOutcome.ts';
