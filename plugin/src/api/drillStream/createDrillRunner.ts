import { drillSchema, type DrillRequest } from '@understudy/contract';
import { AgentError } from '../AgentError.ts';
import { failureOf } from '../failureOf.ts';
import type { Transport } from '../transport.ts';
import { drillLimit } from './drillLimit.ts';
import { endEvent } from './endEvent.ts';
import type { ChunkSource } from './chunkSource.ts';
import type { DrillListener, DrillRunner } from './drillRunner.ts';
import { streamDrill } from './streamDrill.ts';

interface Ports {
  readonly chunks: ChunkSource;
  readonly transport: Transport;
}

/** One answer at the end instead of events on the way. */
async function runUnstreamed(
  transport: Transport,
  order: DrillRequest,
  listener: DrillListener,
  signal: AbortSignal,
): Promise<void> {
  listener.onUnstreamed();
  const response = await transport({ method: 'post', path: '/drills', body: order, signal });
  const limit = drillLimit((name) => response.header(name));
  if (limit) listener.onLimit(limit);
  if (response.status < 200 || response.status >= 300) throw failureOf(response);
  const parsed = drillSchema.safeParse(response.body);
  if (!parsed.success) {
    throw new AgentError('The agent answered the test in a form that this app does not know.', {
      kind: 'incompatible',
      status: response.status,
    });
  }
  listener.onEvent(endEvent(parsed.data));
}

/** Asked anew each time: it changes while something is awaited. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Runs drills with their events as they happen, or where nothing streams, with one answer at the end. */
export function createDrillRunner({ chunks, transport }: Ports): DrillRunner {
  return async (order, listener, signal) => {
    if (isAborted(signal)) return;
    try {
      const streamed = await streamDrill({ chunks, order, listener, signal });
      if (streamed || isAborted(signal)) return;
      await runUnstreamed(transport, order, listener, signal);
    } catch (error) {
      // Whoever called it off does not want to hear that it broke off.
      if (!isAborted(signal)) throw error;
    }
  };
}
