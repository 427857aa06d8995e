import type { EngineEvent } from '../../engine/index.ts';
import type { GenaiMetrics } from '../genai/genaiMetrics.ts';
import { bookAttempt, bookHop } from './bookAttempt.ts';
import { bookRequest } from './bookRequest.ts';
import type { Families } from './families.ts';
import type { Inflight } from './inflight.ts';
import { targetLabels, type LabelBook } from './labelBook.ts';
import type { LastPositions } from './lastPositions.ts';

/** Where events are booked. */
export interface Books {
  readonly families: Families;
  readonly labels: LabelBook;
  readonly last: LastPositions;
  readonly inflight: Inflight;
  /** Whether durations lead to their traces. */
  readonly exemplars: boolean;
  /** null = there are no `gen_ai_*` metrics. */
  readonly genai: GenaiMetrics | null;
}

/** Books one event of the engine. Attempts and hops count when they end, money and tokens with the request. */
export function bookEvent({ families, labels, last, inflight, exemplars, genai }: Books, event: EngineEvent): void {
  switch (event.type) {
    case 'request-started':
      return inflight.started(event.requestId, labels.model(event.model));
    case 'attempt-ended':
      return bookAttempt(families, labels, event.model, event.attempt);
    case 'hop':
      return bookHop(families, labels, event.model, event.hop);
    case 'request-ended':
      inflight.ended(event.record.id);
      bookRequest(families, labels, event.record, exemplars);
      genai?.book(labels, event.record);
      if (labels.knows(event.record.model)) last.record(event.record);
      return;
    case 'circuit-moved':
      return families.circuitTransitions.add({ ...targetLabels(event.step), to: event.to });
    case 'attempt-started':
    case 'wait':
      return;
  }
}
