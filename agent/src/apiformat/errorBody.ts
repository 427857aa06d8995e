import type { ApiKind, AttemptRecord } from '../engine/index.ts';
import { API_ERRORS, type ApiErrorCode } from './errorTable.ts';

/** One attempt as the client sees it in an error: no body, no key, no address. */
export interface AttemptSummary {
  readonly model: string;
  readonly provider: string;
  readonly upstream_model: string;
  readonly result: string;
  readonly status: number | null;
  readonly duration_ms: number;
  readonly message: string;
}

/** An error of ours, before it has an API's shape. */
export interface ApiError {
  readonly code: ApiErrorCode;
  /** What is wrong, naming the field, and the fix. */
  readonly message: string;
  readonly param?: string;
  /** Overrides the table's status, where the provider's own is kept. */
  readonly status?: number;
}

export function summarise(attempts: readonly AttemptRecord[]): AttemptSummary[] {
  return attempts.map((attempt) => ({
    model: attempt.step.model,
    provider: attempt.step.provider,
    upstream_model: attempt.step.upstreamModel,
    result: attempt.result,
    status: attempt.status,
    duration_ms: Math.round(attempt.durationMs),
    message: attempt.message,
  }));
}

export function statusOf(error: ApiError): number {
  return error.status ?? API_ERRORS[error.code].status;
}

/** The error in the shape of the API that the client called, with the attempts where calls were made. */
export function errorBody(
  api: ApiKind,
  error: ApiError,
  requestId: string,
  attempts: readonly AttemptRecord[] = [],
): Record<string, unknown> {
  const entry = API_ERRORS[error.code];
  const tried = attempts.length > 0 ? { attempts: summarise(attempts) } : {};
  if (api === 'messages') {
    return {
      type: 'error',
      error: { type: entry.anthropicType, message: error.message, code: error.code, ...tried },
      request_id: requestId,
    };
  }
  return {
    error: {
      message: error.message,
      type: entry.openaiType,
      param: error.param ?? null,
      code: error.code,
      request_id: requestId,
      ...tried,
    },
  };
}

/** The same as one event of the API's stream, for a stream that broke after its first byte. */
export function errorEvent(
  api: ApiKind,
  error: ApiError,
  requestId: string,
  attempts: readonly AttemptRecord[],
): Buffer {
  const body = errorBody(api, error, requestId, attempts);
  switch (api) {
    case 'messages':
      return Buffer.from(`event: error\ndata: ${JSON.stringify(body)}\n\n`);
    case 'responses': {
      const { message, code, param } = (body as { error: { message: string; code: string; param: string | null } })
        .error;
      const event = { type: 'error', code, message, param, request_id: requestId, attempts: summarise(attempts) };
      return Buffer.from(`event: error\ndata: ${JSON.stringify(event)}\n\n`);
    }
    case 'chat':
    case 'completions':
    case 'embeddings':
      return Buffer.from(`data: ${JSON.stringify(body)}\n\n`);
  }
}
