import type { RequestRecord } from '../../engine/index.ts';
import { billsOf, unpricedSteps, type Bill } from '../billing.ts';
import type { Families } from './families.ts';
import type { LabelBook, TargetLabels } from './labelBook.ts';

/** Books tokens and money of a request that is over: every call that was billed, under the request's final route. */
export function bookCost(families: Families, book: LabelBook, model: string, record: RequestRecord): void {
  const bills = billsOf(record);
  for (const bill of bills) {
    const target = book.target(record.model, bill.step);
    bookTokens(families, model, target, bill);
    bookMoney(families, model, target, record, bill);
  }
  for (const step of unpricedSteps(record, bills)) families.unpriced.add({ model, ...book.target(record.model, step) });
}

function bookTokens(families: Families, model: string, target: TargetLabels, { usage }: Bill): void {
  const { provider, upstream_model } = target;
  const source = usage.estimated ? 'estimated' : 'reported';
  families.tokens.add({ model, provider, upstream_model, type: 'input', usage: source }, usage.input);
  families.tokens.add({ model, provider, upstream_model, type: 'output', usage: source }, usage.output);
  const details = families.tokenDetails;
  if (usage.cacheRead !== 0) details.add({ model, provider, upstream_model, type: 'cache_read' }, usage.cacheRead);
  if (usage.cacheWrite !== 0) details.add({ model, provider, upstream_model, type: 'cache_write' }, usage.cacheWrite);
  if (usage.reasoning !== 0) details.add({ model, provider, upstream_model, type: 'reasoning' }, usage.reasoning);
}

function bookMoney(families: Families, model: string, target: TargetLabels, record: RequestRecord, bill: Bill): void {
  if (bill.cost === null) return;
  const { provider, upstream_model } = target;
  const { route } = record;
  // A failed call has no counterpart in the baseline: it is spend, never part of the multiplier.
  const baseline = bill.baseline === null ? 'unknown' : 'known';
  families.cost.add({ model, provider, upstream_model, route, baseline }, bill.cost);
  if (bill.baseline !== null) families.baselineCost.add({ model, route }, bill.baseline);
  if (bill.wastedBy !== null) {
    families.wastedCost.add({ model, provider, upstream_model, reason: bill.wastedBy }, bill.cost);
  }
}
