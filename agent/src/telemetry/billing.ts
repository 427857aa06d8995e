import { costOf } from '@understudy/contract';
import type { AttemptRecord, RequestRecord, Step, Usage } from '../engine/index.ts';

/** One upstream call that was paid for. */
export interface Bill {
  readonly step: Step;
  readonly usage: Usage;
  /** USD; null = the price is unknown. */
  readonly cost: number | null;
  /** What the serving call's tokens cost at the requested model's price; null = unknown, or the answer was not used. */
  readonly baseline: number | null;
  /** Why the answer was thrown away (`cancelled` also where it was whole but the client had left); null = it served. */
  readonly wastedBy: Exclude<AttemptRecord['result'], 'success'> | null;
}

/** The call that answered is the last one: after an answer no further step is called. */
function isServing(record: RequestRecord, attempt: AttemptRecord): boolean {
  return record.served !== null && attempt === record.attempts.at(-1) && attempt.step.target === record.served.target;
}

function billOf(record: RequestRecord, attempt: AttemptRecord): Bill | null {
  const serving = isServing(record, attempt);
  const usage = attempt.usage ?? (serving ? record.usage : null);
  if (usage === null) return null;
  const { step, result } = attempt;
  const cost = costOf(step.price, usage);
  const answered = serving && record.outcome === 'success' && cost !== null;
  return {
    step,
    usage,
    cost,
    baseline: answered ? costOf(record.requested?.price, usage) : null,
    wastedBy: result !== 'success' ? result : serving && record.outcome === 'cancelled' ? 'cancelled' : null,
  };
}

/** Metrics, statistics and log ask for the bills of the same record in turn. */
let latest: { readonly record: RequestRecord; readonly bills: readonly Bill[] } | null = null;

/** Everything that a request was billed for, failed calls included. A record is over: its bills do not change. */
export function billsOf(record: RequestRecord): readonly Bill[] {
  if (latest?.record === record) return latest.bills;
  const bills: Bill[] = [];
  for (const attempt of record.attempts) {
    const bill = billOf(record, attempt);
    if (bill !== null) bills.push(bill);
  }
  latest = { record, bills };
  return bills;
}

/**
 * Who was billed for at an unknown price, once a target. An answer without any usage, not even an estimate, is one of them:
 * its cost is unknown, which is not 0.
 */
export function unpricedSteps(record: RequestRecord, bills: readonly Bill[]): readonly Step[] {
  const steps: Step[] = [];
  for (const { step, cost } of bills) {
    if (cost === null && !steps.some(({ target }) => target === step.target)) steps.push(step);
  }
  const { served, outcome } = record;
  if (served !== null && outcome === 'success' && !bills.some(({ step }) => step.target === served.target)) {
    steps.push(served);
  }
  return steps;
}

/** Whether a request counts for rates: answered or failed, on route primary or fallback. */
export function isEligible(record: Pick<RequestRecord, 'route' | 'outcome'>): boolean {
  return (record.outcome === 'success' || record.outcome === 'error') && record.route !== 'none';
}
