export { createUsageEstimator } from './createUsageEstimator.ts';
