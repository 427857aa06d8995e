import type { RequestRecord } from '../../engine/index.ts';
import { isEligible } from '../billing.ts';
import { bookCost } from './bookCost.ts';
import type { Families } from './families.ts';
import type { LabelBook } from './labelBook.ts';

/**
 * Books a request that is over.
 * @param exemplars whether its duration leads to its trace
 */
export function bookRequest(families: Families, book: LabelBook, record: RequestRecord, exemplars: boolean): void {
  const model = book.model(record.model);
  const { route, outcome } = record;
  families.requests.add({ model, route, outcome });
  if (record.exhausted && outcome === 'error') families.chainExhausted.add({ model });
  if (record.rejection !== null) families.rejections.add({ model, reason: record.rejection });
  if (record.disconnect !== null) families.clientDisconnects.add({ model, stage: record.disconnect });
  bookTimes(families, model, record, exemplars);
  bookCost(families, book, model, record);
}

/** A trace that nobody keeps leads nowhere. */
function exemplarOf({ trace, arrivedAt, durationMs }: RequestRecord) {
  if (trace?.sampled !== true) return null;
  return { traceId: trace.traceId, at: (arrivedAt + Math.round(durationMs)) / 1_000 };
}

function bookTimes(families: Families, model: string, record: RequestRecord, exemplars: boolean): void {
  const { route, outcome } = record;
  if (isEligible(record)) {
    const exemplar = exemplars ? exemplarOf(record) : null;
    families.requestDuration.observe({ model, route, outcome }, record.durationMs / 1_000, exemplar);
  }
  if (record.firstTokenMs !== null) families.firstToken.observe({ model, route }, record.firstTokenMs / 1_000);
  if (record.failoverMs !== null) families.failoverLatency.observe({ model }, record.failoverMs / 1_000);
  if (outcome === 'rejected' || outcome === 'cancelled') return;
  // Rounding of two clocks must not make it negative, which a histogram refuses.
  const own = Math.max(0, record.durationMs - record.upstreamMs - record.backoffMs);
  families.overhead.observe({}, own / 1_000);
}
