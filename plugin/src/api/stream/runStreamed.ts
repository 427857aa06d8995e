import { AgentError } from '../AgentError.ts';
import { failureOf } from '../failureOf.ts';
import type { Transport } from '../transport.ts';
import type { ChunkSource } from './chunkSource.ts';
import { streamAnswer } from './streamAnswer.ts';
import type { StreamedCall, StreamListener } from './streamedCall.ts';

/** What a streamed call goes through: pieces where they can be had, else one answer. */
export interface StreamPorts {
  readonly chunks: ChunkSource;
  readonly transport: Transport;
}

/** One answer at the end instead of events on the way. */
async function runWhole<Event>(
  transport: Transport,
  call: StreamedCall<Event>,
  listener: StreamListener<Event>,
  signal: AbortSignal,
): Promise<void> {
  listener.onUnstreamed();
  const response = await transport({ method: 'post', ...call.order, signal });
  listener.onHead?.((name) => response.header(name));
  if (response.status < 200 || response.status >= 300) throw failureOf(response);
  const last = call.lastOf(response.body);
  if (last === undefined) throw new AgentError(call.unreadable, { kind: 'incompatible', status: response.status });
  listener.onEvent(last);
}

/** Asked anew each time: it changes while something is awaited. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/**
 * Makes a call with its events as they happen, or where nothing streams, with one answer at the end. Aborting `signal` closes
 * the connection, and the promise resolves. Rejects with an `AgentError` where it was refused or broke off.
 */
export async function runStreamed<Event>(
  { chunks, transport }: StreamPorts,
  call: StreamedCall<Event>,
  listener: StreamListener<Event>,
  signal: AbortSignal,
): Promise<void> {
  if (isAborted(signal)) return;
  try {
    const streamed = await streamAnswer({ chunks, call, listener, signal });
    if (streamed || isAborted(signal)) return;
    await runWhole(transport, call, listener, signal);
  } catch (error) {
    // Whoever called it off does not want to hear that it broke off.
    if (!isAborted(signal)) throw error;
  }
}
