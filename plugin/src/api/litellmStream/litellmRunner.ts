import {
  litellmEventSchema,
  litellmSyncSchema,
  type LitellmApply,
  type LitellmEvent,
  type LitellmSync,
} from '@understudy/contract';
import { runStreamed, type StreamPorts } from '../stream/runStreamed.ts';
import type { StreamedCall, StreamListener } from '../stream/streamedCall.ts';

/** What is to be done to LiteLLM's file. */
export type LitellmOrder =
  | ({ readonly action: Extract<LitellmSync['action'], 'apply'> } & LitellmApply)
  | { readonly action: Extract<LitellmSync['action'], 'rollback'>; readonly backup: string };

/**
 * Applies, or rolls back, and tells each step. Aborting `signal` ends the listening alone: the agent goes on. Rejects with an
 * `AgentError` where it was refused or the connection broke off.
 */
export type LitellmRunner = (
  order: LitellmOrder,
  listener: StreamListener<LitellmEvent>,
  signal: AbortSignal,
) => Promise<void>;

const KNOWN = new Set<string>(litellmEventSchema.options.map(({ shape }) => shape.type.value));

function litellmCall({ action, ...body }: LitellmOrder): StreamedCall<LitellmEvent> {
  return {
    order: { path: `/litellm/${action}`, body },
    event: litellmEventSchema,
    known: KNOWN,
    isLast: ({ type }) => type === 'done',
    lastOf: (whole) => {
      const sync = litellmSyncSchema.safeParse(whole);
      return sync.success ? { type: 'done', sync: sync.data } : undefined;
    },
    unreadable: 'The agent told of the steps in a form that this app does not know.',
    brokenOff: 'The connection to the agent broke off. The agent goes on: the page says how it ends.',
  };
}

/** Runs applies and rollbacks with their events as they happen, or where nothing streams, with one answer at the end. */
export function createLitellmRunner(ports: StreamPorts): LitellmRunner {
  return (order, listener, signal) => runStreamed(ports, litellmCall(order), listener, signal);
}
