/** How many times its budget a window of each length may use (Google's SRE workbook). */
const FACTORS = [14.4, 6, 3, 1] as const;

/** Of the way from the budget to "every request is bad", at most; a threshold beyond it is out of reach in practice. */
const HIGHEST = 0.75;

/** Shares of bad requests from which an error budget burns too fast, by the length of the long window. */
export interface BurnThresholds {
  readonly hour: number;
  readonly sixHours: number;
  readonly day: number;
  readonly threeDays: number;
}

function rounded(share: number): number {
  return Number(share.toPrecision(4));
}

/**
 * Thresholds of a level such as 0.995. Where 14.4 times the budget would be out of reach (a budget of 10 % can burn ten times as
 * fast at most), the factors draw together so that the highest is within reach and the lowest stays 1.
 */
export function burnThresholds(slo: number): BurnThresholds {
  const budget = 1 - slo;
  const reachable = (budget + HIGHEST * (1 - budget)) / budget;
  const power = reachable >= FACTORS[0] ? 1 : Math.log(reachable) / Math.log(FACTORS[0]);
  const [hour, sixHours, day, threeDays] = FACTORS;
  const share = (factor: number): number => rounded(budget * factor ** power);
  return { hour: share(hour), sixHours: share(sixHours), day: share(day), threeDays: share(threeDays) };
}
