import type { RequestRecord } from '../../engine/index.ts';
import { billsOf, isEligible, type Bill } from '../billing.ts';

/** What is summed for a requested model, served model and client in one stretch of time. Money in USD. */
export const TALLY_FIELDS = [
  'requests',
  'eligible',
  'success',
  'errors',
  'clientErrors',
  'cancelled',
  'rejected',
  /** Eligible requests on route fallback. */
  'fallbacks',
  /** Of these, answered. */
  'fallbackAnswers',
  /** Eligible requests' time from arrival to the last byte, in seconds. */
  'seconds',
  'attempts',
  'inputTokens',
  'outputTokens',
  /** All billed calls whose price is known. */
  'cost',
  'wastedCost',
  /** Answers with both prices known: what they cost, and at the requested model's price. */
  'comparedCost',
  'baselineCost',
  /** The same, answers by a fallback alone. */
  'fallbackCost',
  'fallbackBaselineCost',
  /** Answers by a fallback with both prices known. */
  'fallbackCompared',
  /** Billed calls without a price. */
  'unpriced',
  /** Answers by a fallback whose tokens were counted or guessed here. */
  'fallbackEstimated',
] as const;

export type TallyField = (typeof TALLY_FIELDS)[number];
export type Tally = Record<TallyField, number>;

export function emptyTally(): Tally {
  const tally: Partial<Tally> = {};
  for (const field of TALLY_FIELDS) tally[field] = 0;
  return tally as Tally;
}

export function addTally(into: Tally, from: Readonly<Tally>): void {
  for (const field of TALLY_FIELDS) into[field] += from[field];
}

const BY_OUTCOME = {
  success: 'success',
  error: 'errors',
  client_error: 'clientErrors',
  cancelled: 'cancelled',
  rejected: 'rejected',
} as const satisfies Record<RequestRecord['outcome'], TallyField>;

/** Adds a request that is over. */
export function tallyRequest(tally: Tally, record: RequestRecord): void {
  tally.requests++;
  tally[BY_OUTCOME[record.outcome]]++;
  tally.attempts += record.attempts.length;
  const answeredByFallback = record.route === 'fallback' && record.outcome === 'success';
  if (isEligible(record)) {
    tally.eligible++;
    tally.seconds += record.durationMs / 1_000;
    if (record.route === 'fallback') tally.fallbacks++;
  }
  if (answeredByFallback) tally.fallbackAnswers++;
  for (const bill of billsOf(record)) tallyBill(tally, bill, answeredByFallback);
}

function tallyBill(tally: Tally, { usage, cost, baseline, wastedBy }: Bill, answeredByFallback: boolean): void {
  tally.inputTokens += usage.input;
  tally.outputTokens += usage.output;
  if (cost === null) {
    tally.unpriced++;
    return;
  }
  tally.cost += cost;
  if (wastedBy !== null) tally.wastedCost += cost;
  if (baseline === null) return;
  tally.comparedCost += cost;
  tally.baselineCost += baseline;
  if (!answeredByFallback) return;
  tally.fallbackCompared++;
  tally.fallbackCost += cost;
  tally.fallbackBaselineCost += baseline;
  if (usage.estimated) tally.fallbackEstimated++;
}
