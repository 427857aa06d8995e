/** Requests to the control API that one caller may make. */
export interface RateOptions {
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
  readonly drillsPerMinute: number;
  /** Failed authentications of one address. */
  readonly refusedPerSecond: number;
}

/** As typed, or defaults. */
export interface RawRates {
  readonly rateReads: string;
  readonly rateWrites: string;
  readonly rateDrills: string;
  readonly rateRefused: string;
}

const MOST = 1_000_000;

/** Reads the rate flags; what is no count is told to `problem`. */
export function readRates(raw: RawRates, problem: (flag: string, message: string, fix: string) => void): RateOptions {
  const count = (flag: string, text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= 1 && value <= MOST) return value;
    problem(flag, `${JSON.stringify(text)} is no count`, `Write a whole number from 1 to ${MOST}: ${flag} 100.`);
    return 1;
  };
  return {
    readsPerSecond: count('--rate-reads', raw.rateReads),
    writesPerSecond: count('--rate-writes', raw.rateWrites),
    drillsPerMinute: count('--rate-drills', raw.rateDrills),
    refusedPerSecond: count('--rate-refused', raw.rateRefused),
  };
}
