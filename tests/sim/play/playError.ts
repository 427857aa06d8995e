import type { ErrorBehaviour, StatusBehaviour } from '../behaviour.ts';
import { dataFrame } from '../dialects/endpoint.ts';
import type { ErrorContext, ProviderError } from '../errors/providerError.ts';
import { errorNameFor, renderError } from '../errors/renderError.ts';
import { sendHead, sendPiece } from './stage.ts';
import type { Stage } from './stage.ts';

/** Sends an error response as it is. */
export async function sendError(stage: Stage, error: ProviderError): Promise<void> {
  const isPage = typeof error.body === 'string';
  // Gemini blocks a prompt with a 200, and says so inside the stream if there is one.
  const inStream = error.status === 200 && stage.ask.stream;
  const json = inStream ? dataFrame(error.body) : JSON.stringify(error.body);
  const body = Buffer.from(typeof error.body === 'string' ? error.body : json);
  const jsonType = inStream ? 'text/event-stream' : 'application/json';
  sendHead(stage, error.status, {
    'content-type': isPage ? 'text/html; charset=UTF-8' : jsonType,
    'content-length': String(body.length),
    ...error.headers,
  });
  if (body.length > 0) await sendPiece(stage, body);
  stage.res.end();
}

function retryHeader(behaviour: ErrorBehaviour): Record<string, string> {
  if (behaviour.retryAfterDateMs !== undefined) {
    return { 'retry-after': new Date(Date.now() + behaviour.retryAfterDateMs).toUTCString() };
  }
  return behaviour.retryAfter === undefined ? {} : { 'retry-after': String(behaviour.retryAfter) };
}

function contextOf(stage: Stage, behaviour: ErrorBehaviour | StatusBehaviour): ErrorContext {
  const { model, endpoint } = stage.ask;
  const context = { model, endpoint, serial: stage.call.id };
  if (behaviour.kind === 'status') return context;
  const { message, retryAfter } = behaviour;
  return { ...context, message, retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined };
}

/** Plays an error: by name in the dialect's words, or by status. */
export async function playError(stage: Stage, behaviour: ErrorBehaviour | StatusBehaviour): Promise<void> {
  const name = behaviour.kind === 'error' ? behaviour.error : errorNameFor(behaviour.status);
  const error = renderError(stage.ask.dialect, name, contextOf(stage, behaviour));
  const retry = behaviour.kind === 'error' ? retryHeader(behaviour) : {};
  await sendError(stage, {
    status: behaviour.status ?? error.status,
    body: behaviour.body ?? error.body,
    headers: { ...error.headers, ...retry, ...behaviour.headers },
  });
}
