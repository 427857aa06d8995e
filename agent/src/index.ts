/** Understudy as a library: answers with the next model when one fails, inside the application. */
export * from './library/index.ts';
export { ConfigurationError } from './store/index.ts';
export type { ConfigDocument, Finding, HopReason, Trigger } from '@understudy/contract';
export type { ApiKind, EngineEvent, RequestRecord, Usage } from './engine/index.ts';
export type { RequestLogger, Tracing } from './telemetry/index.ts';
