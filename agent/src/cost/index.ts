export { createUsageEstimator, type ClosableEstimator } from './createUsageEstimator.ts';
export { pictureTokens } from './pictures/pictureTokens.ts';
