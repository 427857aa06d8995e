import { describe, expect, it } from '@jest/globals';
import { RULE_CASES } from './cases/ruleCases.ts';
import { mutantsOf } from './mutants.ts';
import { runTrials, type Trial } from './runCases.ts';
import { trialsOf } from './trialOf.ts';

const LIMIT_MS = 600_000;
/** Processes at once. */
const LANES = 2;
/** A rule of a service level is evaluated less often here, and of three of the four one change in so many is tried. */
const BURN_SECONDS = 300;
const BURN_SAMPLE = 5;
const WHOLLY_TRIED = 'LLMFallbackBudgetBurn-fast';

/** Changes that change nothing, and why. */
const NO_CHANGE: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/BudgetBurn.* -> >= [\d.]+$/, 'no sum of recorded rates is exactly a threshold'],
  [/(LatencyP95High|ChainUnproven).* > \d+ -> >= \d+$/, 'neither is a quantile or an age at an evaluation'],
  [/(AllProvidersFailing|StreamInterruptions).*line 2: > 0 -> > 2$/, 'as many failures are as many requests'],
  [
    /(NeverSucceeds|CostFromFreePrimary).*line 2: sum -> max$/,
    'whether counts add up to nothing their greatest says too',
  ],
  [/CircuitOpenTooLong.*line 1: state="closed"/, 'the other side of "and" says it, too'],
  [/ConfigReloadFailed.*max -> sum$/, 'an agent has one series'],
  [/ChainUnproven.*max -> sum$/, 'only that there is one counts, but for the time of the proof, which is tried'],
];

function burnsRarely(trial: Trial): Trial {
  if (!trial.name.includes('BudgetBurn')) return trial;
  return { ...trial, cases: trial.cases.map((one) => ({ ...one, evaluated: one.evaluated ?? BURN_SECONDS })) };
}

function isTried({ name }: Trial, at: number): boolean {
  return !name.includes('BudgetBurn') || name.startsWith(`${WHOLLY_TRIED} `) || at % BURN_SAMPLE === 0;
}

function mutated(trial: Trial): Trial[] {
  return trial.alerting.flatMap((rule) =>
    mutantsOf(rule.expr).map(({ what, expr }) => ({
      ...trial,
      name: `${trial.name} | ${what}`,
      alerting: [{ ...rule, expr }],
    })),
  );
}

/** Every change that can make a difference, of every rule that has cases of its own. */
function trials(): Trial[] {
  return trialsOf(RULE_CASES.filter(({ all }) => all !== true))
    .map(burnsRarely)
    .flatMap(mutated)
    .filter(({ name }) => !NO_CHANGE.some(([pattern]) => pattern.test(name)))
    .filter(isTried);
}

describe('a change of one operator, threshold, join, aggregation, matcher or factor of an alert', () => {
  it(
    'is noticed by a case',
    async () => {
      const all = trials();
      const lanes = Array.from({ length: LANES }, (_, lane) => all.filter((_trial, at) => at % LANES === lane));
      const verdicts = (await Promise.all(lanes.map((lane) => runTrials(lane)))).flat();
      expect(verdicts.length).toBeGreaterThan(180);
      const noticed = new Set(verdicts.filter(({ passed }) => !passed).map(({ name }) => name));
      expect(verdicts.flatMap(({ name }) => (noticed.has(name) ? [] : name))).toEqual([]);
      // Each was read and tried: a change that promtool cannot read would prove nothing.
      expect(verdicts.filter(({ passed, said }) => !passed && !said.includes('got:'))).toEqual([]);
    },
    LIMIT_MS,
  );
});
