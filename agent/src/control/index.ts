export { controlApp } from './controlPlane.ts';
export { controlServer } from './controlServer.ts';
export { createApi } from './createApi.ts';
export { openTokens, type ControlTokens } from './openTokens.ts';
export { standingUrlFindings } from './config/providerUrls.ts';
export { startPriceSchedule } from './prices/priceSchedule.ts';
export type { PriceSync } from './prices/priceSync.ts';
