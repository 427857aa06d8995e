import type { RequestRecord } from '../../engine/index.ts';
import { isEligible } from '../billing.ts';
import { bookCost } from './bookCost.ts';
import type { Families } from './families.ts';
import type { LabelBook } from './labelBook.ts';

/** Books a request that is over. */
export function bookRequest(families: Families, book: LabelBook, record: RequestRecord): void {
  const model = book.model(record.model);
  const { route, outcome } = record;
  families.requests.add({ model, route, outcome });
  if (record.exhausted && outcome === 'error') families.chainExhausted.add({ model });
  if (record.rejection !== null) families.rejections.add({ model, reason: record.rejection });
  if (record.disconnect !== null) families.clientDisconnects.add({ model, stage: record.disconnect });
  bookTimes(families, model, record);
  bookCost(families, book, model, record);
}

function bookTimes(families: Families, model: string, record: RequestRecord): void {
  const { route, outcome } = record;
  if (isEligible(record)) families.requestDuration.observe({ model, route, outcome }, record.durationMs / 1_000);
  if (record.firstTokenMs !== null) families.firstToken.observe({ model, route }, record.firstTokenMs / 1_000);
  if (record.failoverMs !== null) families.failoverLatency.observe({ model }, record.failoverMs / 1_000);
  if (outcome === 'rejected' || outcome === 'cancelled') return;
  // Rounding of two clocks must not make it negative, which a histogram refuses.
  const own = Math.max(0, record.durationMs - record.upstreamMs - record.backoffMs);
  families.overhead.observe({}, own / 1_000);
}
