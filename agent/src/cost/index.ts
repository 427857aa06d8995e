export { createUsageEstimator } from './createUsageEstimator.ts';
export { fetchSnapshot, PriceDataError } from './prices/fetchSnapshot.ts';
export { PriceAges } from './prices/priceAges.ts';
export { PriceBook, type SyncPlan } from './prices/priceBook.ts';
export type { PriceSnapshot } from './prices/priceSnapshot.ts';
export { shippedSnapshot } from './prices/shippedSnapshot.ts';
