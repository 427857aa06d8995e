export { createUnderstudy, type Understudy } from './understudy.ts';
export { traceWith, type TraceOptions } from './traceWith.ts';
export { UnderstudyError, type UnderstudyErrorDetails } from './understudyError.ts';
export type { UnderstudyOptions } from './understudyOptions.ts';
export type { ConfigInput } from './readConfig.ts';
export type { CallOptions } from './callOptions.ts';
export type { Accounts, CallResult, Served, StreamOutcome, StreamResult } from './callResult.ts';
export type { Attempt } from './attempt.ts';
export type { Cost } from './cost.ts';
export type { ChainStatus, Status } from './status.ts';
export type { Middleware, MiddlewareOptions, MiddlewareRequest } from './expressMiddleware.ts';
export type {
  ApiResponses,
  ChatResponse,
  ChatToolCall,
  CompletionsResponse,
  EmbeddingsResponse,
  MessagesResponse,
  RequestBody,
  ResponsesResponse,
} from './apiShapes.ts';
