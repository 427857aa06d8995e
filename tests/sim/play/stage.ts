import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ask } from '../ask.ts';
import type { Call } from '../call.ts';
import type { Endpoint } from '../dialects/endpoint.ts';

/** Where one call is played. */
export interface Stage {
  res: ServerResponse;
  ask: Ask;
  endpoint: Endpoint;
  call: Call;
  /** Aborts when the caller leaves or the sim closes. */
  signal: AbortSignal;
}

/** Waits; rejects with an AbortError when the caller leaves first. */
export async function pause(stage: Pick<Stage, 'signal'>, ms: number | undefined): Promise<void> {
  if (ms !== undefined && ms > 0) await sleep(ms, undefined, { signal: stage.signal });
  stage.signal.throwIfAborted();
}

/** Silence until the caller leaves. */
export async function silence(stage: Pick<Stage, 'signal'>): Promise<never> {
  stage.signal.throwIfAborted();
  return new Promise((_, reject) => {
    stage.signal.addEventListener('abort', () => reject(stage.signal.reason as Error), { once: true });
  });
}

/** Closes the connection from the sim's side: an orderly close, or a TCP reset. */
export function breakOff(stage: Stage, how: 'fin' | 'rst' = 'fin'): void {
  stage.call.outcome = 'cut';
  const { socket } = stage.res;
  if (how === 'rst') socket?.resetAndDestroy();
  else socket?.destroy();
}

const REQUEST_ID: Record<Ask['dialect'], string> = {
  openai: 'x-request-id',
  azure: 'apim-request-id',
  anthropic: 'request-id',
  google: 'x-goog-request-id',
};

/** Sends status and headers at once, before any body. */
export function sendHead(stage: Stage, status: number, headers: Record<string, string>): void {
  stage.call.status = status;
  stage.res.writeHead(status, { [REQUEST_ID[stage.ask.dialect]]: `req_sim${stage.call.id}`, ...headers });
  stage.res.flushHeaders();
}

/** Sends a body piece; resolves once the kernel has it, so that a cut after it does not swallow it. */
export async function sendPiece(stage: Stage, piece: Buffer | string): Promise<void> {
  stage.signal.throwIfAborted();
  const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
  stage.call.bytesSent += bytes.length;
  await new Promise<void>((resolve) => {
    stage.res.write(bytes, () => resolve());
  });
}
