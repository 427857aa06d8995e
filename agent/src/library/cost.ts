import { costMultiplier } from '@understudy/contract';
import type { RequestRecord } from '../engine/index.ts';
import { billsOf, type Bill } from '../telemetry/index.ts';

/** What a request cost, in USD. Null = a price is unknown. */
export interface Cost {
  /** The answer: its tokens at the price of the model that served it. */
  readonly usd: number | null;
  /** The same tokens at the price of the requested model. */
  readonly baselineUsd: number | null;
  /** `usd / baselineUsd`; null also where the requested model costs nothing. */
  readonly multiplier: number | null;
  /** What failed attempts were billed; part of spend, not of `usd`. */
  readonly wastedUsd: number | null;
  /** True where the provider reported no tokens and they were counted or guessed. */
  readonly estimated: boolean;
}

function sum(bills: readonly Bill[]): number | null {
  return bills.reduce<number | null>((total, { cost }) => (cost === null || total === null ? null : total + cost), 0);
}

/** The cost of a request that is over. */
export function costOfRequest(record: RequestRecord): Cost {
  const bills = billsOf(record);
  const answer = bills.find(({ wastedBy }) => wastedBy === null);
  const usd = answer?.cost ?? null;
  const baselineUsd = answer?.baseline ?? null;
  return {
    usd,
    baselineUsd,
    multiplier: costMultiplier(usd, baselineUsd),
    wastedUsd: sum(bills.filter(({ wastedBy }) => wastedBy !== null)),
    estimated: answer?.usage.estimated ?? false,
  };
}
