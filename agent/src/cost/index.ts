export { createUsageEstimator } from './createUsageEstimator.ts';
export { fetchSnapshot, PriceDataError } from './prices/fetchSnapshot.ts';
export { PriceAges, type PriceAgesPorts } from './prices/priceAges.ts';
export { PriceBook, type PriceBookPorts, type SyncPlan } from './prices/priceBook.ts';
export type { PriceSnapshot } from './prices/priceSnapshot.ts';
export { shippedSnapshot } from './prices/shippedSnapshot.ts';
