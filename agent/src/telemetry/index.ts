export { createMetrics, type Metrics } from './metrics/createMetrics.ts';
export { createLogger, type LogSink } from './log/createLogger.ts';
export { createRequestLog, type RequestLogger } from './log/requestLog.ts';
export { Statistics } from './statistics/statistics.ts';
export type { StatisticsModel } from './statistics/fallbackStats.ts';
export { RecentEvents } from './statistics/recentEvents.ts';
export { billsOf, type Bill } from './billing.ts';
