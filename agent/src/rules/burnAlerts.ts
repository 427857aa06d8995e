import type { AlertRule } from '@understudy/contract';
import type { AlertFamily, RuleText } from './alertFamily.ts';
import { burnThresholds, type BurnThresholds } from './burnFactors.ts';
import { badRate, badRatio, lengthOf, type BadKind, type LongWindow } from './recordingRules.ts';
import type { RuleScope } from './ruleScope.ts';
import { recorded } from './select.ts';
import { MINUTE } from './timing.ts';
import { percent } from './words.ts';

interface Level {
  readonly alert: string;
  readonly slo: 'fallback' | 'availability';
  readonly uses: 'fallbackSlo' | 'availabilitySlo';
  readonly kind: BadKind;
  /** What bad requests did. */
  readonly did: string;
  /** Least number of bad requests, of the least number of requests by which a rate is judged. */
  readonly leastBad: number;
  readonly severities: { readonly fast: AlertRule['severity']; readonly slow: AlertRule['severity'] };
}

const LEVELS: readonly Level[] = [
  {
    alert: 'LLMFallbackBudgetBurn',
    slo: 'fallback',
    uses: 'fallbackSlo',
    kind: 'fallback',
    did: 'used a fallback',
    leastBad: 0.5,
    severities: { fast: 'warning', slow: 'info' },
  },
  {
    alert: 'LLMAvailabilityBudgetBurn',
    slo: 'availability',
    uses: 'availabilitySlo',
    kind: 'failed',
    did: 'failed',
    leastBad: 0.25,
    severities: { fast: 'critical', slow: 'warning' },
  },
];

interface Pair {
  readonly long: LongWindow;
  readonly short: '5m' | LongWindow;
  readonly limit: keyof BurnThresholds;
}

const PAIRS: Readonly<Record<'fast' | 'slow', readonly [Pair, Pair]>> = {
  fast: [
    { long: '1h', short: '5m', limit: 'hour' },
    { long: '6h', short: '30m', limit: 'sixHours' },
  ],
  slow: [
    { long: '1d', short: '2h', limit: 'day' },
    { long: '3d', short: '6h', limit: 'threeDays' },
  ],
};

const FOR = { fast: 2 * MINUTE, slow: 15 * MINUTE };

/** Long and short window above the threshold, and enough bad requests in the long one. */
function burns({ kind }: Level, pair: Pair, limit: number, least: number, { models, timing }: RuleScope): string {
  const events = `sum_over_time(${recorded(badRate(kind), models)}[${timing.window(lengthOf(pair.long))}])`;
  return [
    `${recorded(badRatio(kind, pair.long), models)} > ${limit}`,
    `and ${recorded(badRatio(kind, pair.short), models)} > ${limit}`,
    `and ${events} * ${timing.eventsFactor} >= ${least}`,
  ].join('\n  ');
}

function say(level: Level, pace: 'fast' | 'slow', scope: RuleScope): RuleText {
  const { thresholds, alerts, timing } = scope;
  const slo = thresholds[level.uses];
  const limits = burnThresholds(slo);
  const least = Math.max(2, Math.round(alerts.minRequests * level.leastBad));
  const [first, second] = PAIRS[pace];
  const branch = (pair: Pair): string => `(\n  ${burns(level, pair, limits[pair.limit], least, scope)}\n)`;
  const words = ({ long, limit }: Pair): string => `${percent(limits[limit])} in ${timing.words(lengthOf(long))}`;
  return {
    expr: `${branch(first)}\nor ${branch(second)}`,
    summary: `A model burns its ${level.slo} budget ${pace === 'fast' ? 'fast' : 'slowly'}.`,
    description: `{{ $value | humanizePercentage }} of its requests ${level.did}; ${percent(1 - slo)} may, by its service level of ${percent(slo)}.`,
    threshold: `more than ${words(first)} or ${words(second)}, from ${least} on`,
  };
}

function family(level: Level, pace: 'fast' | 'slow'): AlertFamily {
  return {
    alert: level.alert,
    variant: pace,
    forSeconds: FOR[pace],
    severity: level.severities[pace],
    slo: level.slo,
    runbook: `${level.slo}-slo`,
    labels: ['model'],
    uses: [level.uses],
    say: (scope) => say(level, pace, scope),
  };
}

/** Service levels: multi-window, multi-burn-rate. */
export const BURN_ALERTS: readonly AlertFamily[] = LEVELS.flatMap((level) => [
  family(level, 'fast'),
  family(level, 'slow'),
]);
