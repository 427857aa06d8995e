import { fired, requests, type Fired, type RuleCase } from '../ruleCase.ts';

/** A rule of a service level: two pairs of a long and a short window, a twelfth of it. */
interface Burn {
  readonly rule: string;
  readonly severity: string;
  readonly slo: 'fallback' | 'availability';
  readonly limits: readonly [first: number, second: number];
  /** Of the long windows. */
  readonly hours: readonly [first: number, second: number];
  /** Bad requests in the long window. */
  readonly least: number;
  readonly evaluated?: number;
}

/** Evaluated less often, as histories of days take long otherwise. */
const SLOW = { hours: [24, 72], evaluated: 600 } as const;
const FAST = { hours: [1, 6] } as const;
const FALLBACK = { slo: 'fallback', least: 10 } as const;
const AVAILABILITY = { slo: 'availability', least: 5 } as const;

const BURNS: readonly Burn[] = [
  { rule: 'LLMFallbackBudgetBurn-fast', severity: 'warning', ...FALLBACK, ...FAST, limits: [0.72, 0.3] },
  { rule: 'LLMFallbackBudgetBurn-slow', severity: 'info', ...FALLBACK, ...SLOW, limits: [0.15, 0.05] },
  { rule: 'LLMAvailabilityBudgetBurn-fast', severity: 'critical', ...AVAILABILITY, ...FAST, limits: [0.072, 0.03] },
  { rule: 'LLMAvailabilityBudgetBurn-slow', severity: 'warning', ...AVAILABILITY, ...SLOW, limits: [0.015, 0.005] },
];

const TEXT = {
  fallback: 'used a fallback; 5% may, by its service level of 95%.',
  availability: 'failed; 0.5% may, by its service level of 99.5%.',
} as const;

function alert({ severity, slo }: Burn, share: number): Fired {
  const percent = `${Number((share * 100).toPrecision(4))}%`;
  return fired(severity, { model: 'gpt-4o' }, `${percent} of its requests ${TEXT[slo]}`, { slo });
}

/** How many requests in how many hours, and the share of bad ones. */
type Stretch = readonly [hours: number, total: number, share: number];

function counter(stretches: readonly Stretch[], part: (share: number) => number): string {
  let sum = 0;
  const pieces = stretches.map(([hours, total, share]) => {
    const minutes = Math.round(hours * 60);
    const each = (total * part(share)) / minutes;
    const piece = `${sum + each}+${each}x${minutes - 1}`;
    sum += total * part(share);
    return piece;
  });
  return ['0', ...pieces].join(' ');
}

function caseOf(burn: Burn, name: string, stretches: readonly Stretch[], checks: RuleCase['checks']): RuleCase {
  const { rule, slo, evaluated } = burn;
  const bad = requests('fallback', slo === 'fallback' ? 'success' : 'error');
  const minutes = stretches.reduce((sum, [hours]) => sum + Math.round(hours * 60), 0);
  return {
    ...{ name, rule, checks },
    series: {
      [requests('primary', 'success')]: counter(stretches, (share) => 1 - share),
      [bad]: counter(stretches, (share) => share),
      // None of these counts.
      [requests('fallback', 'client_error')]: `0+1000x${minutes}`,
      [requests('cache', 'success')]: `0+1000x${minutes}`,
      [requests('none', 'error')]: `0+1000x${minutes}`,
    },
    ...(evaluated === undefined ? {} : { evaluated }),
  };
}

const at = (hours: number): string => `${Math.round(hours * 60)}m`;
/** So much good traffic that no share of the longer window is of note. */
const HEAVY = 1_000_000;

function firstPair(burn: Burn): RuleCase {
  const [hour] = burn.hours;
  const [limit] = burn.limits;
  const high = Math.min(1.3 * limit, 0.95);
  const stretches: Stretch[] = [
    [2 * hour, HEAVY, 0],
    [hour, 1_000, 0],
    [1.6 * hour, 1_600, high],
    [0.5 * hour, 500, 0.65 * limit],
  ];
  const name = 'first windows: quiet while the long one is half way, fires, resolves when the short one falls';
  return caseOf(burn, name, stretches, {
    [at(2.9 * hour)]: [],
    [at(3.55 * hour)]: [],
    [at(4.5 * hour)]: [alert(burn, high)],
    [at(4.85 * hour)]: [],
  });
}

function secondPair(burn: Burn): RuleCase {
  const unit = burn.hours[1] / 6;
  const [, limit] = burn.limits;
  const high = 1.5 * limit;
  const stretches: Stretch[] = [
    [2 * unit, 1_000, 0],
    [unit, 600, high],
    [7 * unit, 4_200, high],
    [1 * unit, 600, 0.65 * limit],
  ];
  const name = 'second windows: quiet while the long one is half way, fires, resolves when the short one falls';
  return caseOf(burn, name, stretches, {
    [at(2.9 * unit)]: [],
    [at(9.8 * unit)]: [alert(burn, high)],
    [at(10.9 * unit)]: [],
  });
}

/** The same shares, but few requests. */
function fewOf(burn: Burn, bad: number, fires: boolean): RuleCase[] {
  const [first, second] = burn.hours;
  const high = Math.min(1.3 * burn.limits[0], 0.95);
  const lower = 1.5 * burn.limits[1];
  const word = fires ? 'fires from its least number of bad requests on' : 'is quiet below it';
  const heavy: Stretch[] = [
    [2 * first, HEAVY, 0],
    [1.2 * first, (1.2 * bad) / high, high],
  ];
  const light: Stretch[] = [[1.1 * second, (1.1 * bad) / lower, lower]];
  return [
    caseOf(burn, `first windows: ${word}`, heavy, { [at(3.15 * first)]: fires ? [alert(burn, high)] : [] }),
    caseOf(burn, `second windows: ${word}`, light, { [at(1.05 * second)]: fires ? [alert(burn, lower)] : [] }),
  ];
}

function restart(burn: Burn): RuleCase {
  const bad = requests('fallback', burn.slo === 'fallback' ? 'success' : 'error');
  return {
    name: 'is quiet about a restart, about idle models and without series',
    rule: burn.rule,
    ...(burn.evaluated === undefined ? {} : { evaluated: burn.evaluated }),
    series: {
      [requests('primary', 'success')]: '9000+100x60 0+100x60',
      [bad]: '8000x60 0x60',
      [requests('primary', 'success', { model: 'idle' })]: '7x120',
    },
    checks: { '62m': [], '70m': [], '120m': [] },
  };
}

/** Service levels. */
export const BURN_CASES: readonly RuleCase[] = BURNS.flatMap((burn) => [
  firstPair(burn),
  secondPair(burn),
  ...fewOf(burn, 1.3 * burn.least, true),
  ...fewOf(burn, 0.8 * burn.least, false),
  restart(burn),
]);
