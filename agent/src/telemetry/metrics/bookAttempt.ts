import { MAX_POSITION, type HopReason } from '@understudy/contract';
import type { AttemptRecord, AttemptResult, HopRecord } from '../../engine/index.ts';
import type { Families } from './families.ts';
import type { LabelBook, TargetLabels } from './labelBook.ts';

/** The provider's view of a call; null = says nothing about the provider. */
function providerResult(result: AttemptResult): 'success' | 'error' | 'timeout' | null {
  if (result === 'cancelled' || result === 'client_error') return null;
  return result === 'success' || result === 'timeout' ? result : 'error';
}

/** Books an upstream call that is over. */
export function bookAttempt(families: Families, book: LabelBook, requested: string, attempt: AttemptRecord): void {
  const model = book.model(requested);
  const { provider, upstream_model } = book.target(requested, attempt.step);
  const position = String(Math.min(MAX_POSITION, Math.max(0, attempt.position)));
  families.attempts.add({ model, provider, upstream_model, position, result: attempt.result });
  const result = providerResult(attempt.result);
  if (result !== null) {
    families.attemptDuration.observe({ provider, upstream_model, result }, attempt.durationMs / 1_000);
  }
  if (attempt.retryOf !== null) families.retries.add({ model, provider, upstream_model, reason: attempt.retryOf });
  if (attempt.interrupted) {
    families.streamInterruptions.add({ model, provider, upstream_model, reason: attempt.result });
  }
}

/** Books a move to the next step. */
export function bookHop(families: Families, book: LabelBook, requested: string, hop: HopRecord): void {
  const from = book.target(requested, hop.from);
  const to = book.target(requested, hop.to);
  families.fallbacks.add(hopLabels(book.model(requested), from, to, hop.reason));
}

/** Labels of `fallbacks_total`. */
export function hopLabels(model: string, from: TargetLabels, to: TargetLabels, reason: HopReason) {
  return {
    model,
    from_provider: from.provider,
    from_model: from.upstream_model,
    to_provider: to.provider,
    to_model: to.upstream_model,
    reason,
  };
}
