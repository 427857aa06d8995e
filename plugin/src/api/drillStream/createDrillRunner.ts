import { drillEventSchema, drillSchema, type DrillEvent, type DrillRequest } from '@understudy/contract';
import { runStreamed, type StreamPorts } from '../stream/runStreamed.ts';
import type { StreamedCall } from '../stream/streamedCall.ts';
import { drillLimit } from './drillLimit.ts';
import type { DrillRunner } from './drillRunner.ts';
import { endEvent } from './endEvent.ts';

const KNOWN = new Set<string>(drillEventSchema.options.map(({ shape }) => shape.type.value));

function drillCall(order: DrillRequest): StreamedCall<DrillEvent> {
  return {
    order: { path: '/drills', body: order },
    event: drillEventSchema,
    known: KNOWN,
    isLast: ({ type }) => type === 'answer' || type === 'exhausted',
    lastOf: (body) => {
      const drill = drillSchema.safeParse(body);
      return drill.success ? endEvent(drill.data) : undefined;
    },
    unreadable: 'The agent told of the test in a form that this app does not know.',
    brokenOff: 'The connection to the agent broke off, which stopped the test.',
  };
}

/** Runs drills with their events as they happen, or where nothing streams, with one answer at the end. */
export function createDrillRunner(ports: StreamPorts): DrillRunner {
  return (order, listener, signal) =>
    runStreamed(
      ports,
      drillCall(order),
      {
        onEvent: (event) => listener.onEvent(event),
        onUnstreamed: () => listener.onUnstreamed(),
        onHead: (header) => {
          const limit = drillLimit(header);
          if (limit) listener.onLimit(limit);
        },
      },
      signal,
    );
}
