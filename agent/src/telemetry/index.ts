export { createMetrics, DEFAULT_SERIES_LIMIT, type Metrics, type MetricsOptions } from './metrics/createMetrics.ts';
export type { MetricsConfig } from './metrics/metricsConfig.ts';
export type { BuildInfo } from './metrics/agentGauges.ts';
export type { CircuitReading, StateReaders } from './metrics/stateReaders.ts';
export {
  createLogger,
  loggerTo,
  LOG_LEVELS,
  type LogLevel,
  type LogSink,
  type LoggerOptions,
} from './log/createLogger.ts';
export { createRequestLog } from './log/requestLog.ts';
export { billsOf, isEligible, type Bill } from './billing.ts';
export { Statistics, type StatisticsOptions } from './statistics/statistics.ts';
export type { StatisticsModel } from './statistics/fallbackStats.ts';
export type { StatisticsSnapshot } from './statistics/statisticsSnapshot.ts';
export type { Bucket, Row, TallyKey } from './statistics/aggregates.ts';
export type { Tally, TallyField } from './statistics/tally.ts';
export {
  EVENT_KINDS,
  RecentEvents,
  type BreakerEvent,
  type EventFilter,
  type EventKind,
  type FallbackEvent,
  type NotedEvent,
  type RecentEvent,
  type RequestEvent,
} from './statistics/recentEvents.ts';
