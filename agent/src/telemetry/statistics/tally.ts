import { DURATION_BUCKETS } from '@understudy/contract';
import type { RequestRecord } from '../../engine/index.ts';
import { billsOf, isEligible, unpricedSteps, type Bill } from '../billing.ts';

/**
 * What is summed for a requested model, served model and client in one stretch of time. Money in USD. A literal: an object
 * that is filled field by field becomes a hash table, in which adding to a sum takes several times as long.
 */
const NOTHING = {
  requests: 0,
  eligible: 0,
  success: 0,
  errors: 0,
  clientErrors: 0,
  cancelled: 0,
  rejected: 0,
  /** Eligible requests on route fallback. */
  fallbacks: 0,
  /** Of these, answered. */
  fallbackAnswers: 0,
  /** Eligible requests' time from arrival to the last byte, in seconds. */
  seconds: 0,
  /** How many requests these are. */
  timed: 0,
  attempts: 0,
  inputTokens: 0,
  outputTokens: 0,
  /** All billed calls whose price is known. */
  cost: 0,
  wastedCost: 0,
  /** Answers with both prices known: what they cost, and at the requested model's price. */
  comparedCost: 0,
  baselineCost: 0,
  /** The same, answers by a fallback alone. */
  fallbackCost: 0,
  fallbackBaselineCost: 0,
  /** Answers by a fallback with both prices known. */
  fallbackCompared: 0,
  /** Requests with a billed call without a price, once a target: what `unpriced_requests_total` counts. */
  unpricedRequests: 0,
  /** Tokens of the calls whose price is known: what they would have cost elsewhere. */
  pricedInputTokens: 0,
  pricedOutputTokens: 0,
  pricedCacheReadTokens: 0,
  pricedCacheWriteTokens: 0,
  /** Answers by a fallback whose tokens were counted or guessed here. */
  fallbackEstimated: 0,
  /** Failed on every step. */
  exhausted: 0,
  /** Answered requests on route primary or fallback by how long they took: `took<n>` up to the nth edge of DURATION_BUCKETS, the last one beyond. */
  took0: 0,
  took1: 0,
  took2: 0,
  took3: 0,
  took4: 0,
  took5: 0,
  took6: 0,
  took7: 0,
  took8: 0,
  took9: 0,
  took10: 0,
  took11: 0,
  took12: 0,
  took13: 0,
};

export type Tally = typeof NOTHING;
export type TallyField = keyof Tally;

export const TALLY_FIELDS = Object.keys(NOTHING) as readonly TallyField[];

export function emptyTally(): Tally {
  return { ...NOTHING };
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

/** Fields of answered requests' durations, in the order of DURATION_BUCKETS. */
export const TOOK_FIELDS = TALLY_FIELDS.filter((field) => field.startsWith('took'));

function tookField(seconds: number): TallyField {
  const edge = DURATION_BUCKETS.findIndex((upTo) => seconds <= upTo);
  return TOOK_FIELDS[edge < 0 ? DURATION_BUCKETS.length : edge] ?? 'took13';
}

/** Adds a request that is over. */
export function tallyRequest(tally: Tally, record: RequestRecord): void {
  tallyUsage(tally, record);
  tally.attempts += record.attempts.length;
  if (!isEligible(record)) return;
  const seconds = record.durationMs / 1_000;
  tally.seconds += seconds;
  tally.timed++;
  if (record.outcome === 'success') tally[tookField(seconds)]++;
}

/** The same without attempts and durations: for a call that was made elsewhere. */
export function tallyUsage(tally: Tally, record: RequestRecord): void {
  tally.requests++;
  tally[BY_OUTCOME[record.outcome]]++;
  const byFallback = record.route === 'fallback';
  const answeredByFallback = byFallback && record.outcome === 'success';
  if (isEligible(record)) {
    tally.eligible++;
    if (byFallback) tally.fallbacks++;
  }
  if (answeredByFallback) tally.fallbackAnswers++;
  if (record.exhausted && record.outcome === 'error') tally.exhausted++;
  const bills = billsOf(record);
  for (const bill of bills) tallyBill(tally, bill, answeredByFallback);
  tally.unpricedRequests += unpricedSteps(record, bills).length;
}

function tallyBill(tally: Tally, { usage, cost, baseline, wastedBy }: Bill, answeredByFallback: boolean): void {
  tally.inputTokens += usage.input;
  tally.outputTokens += usage.output;
  if (cost === null) return;
  tally.cost += cost;
  tally.pricedInputTokens += usage.input;
  tally.pricedOutputTokens += usage.output;
  tally.pricedCacheReadTokens += usage.cacheRead;
  tally.pricedCacheWriteTokens += usage.cacheWrite;
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
