import { describe, expect, it } from '@jest/globals';
import { RULE_CASES } from './cases/ruleCases.ts';
import { runTrials } from './runCases.ts';
import { trialsOf } from './trialOf.ts';

const LIMIT_MS = 120_000;

describe('promtool test rules', () => {
  it(
    'sees every alert fire and resolve, and keep quiet in each of its cases',
    async () => {
      const verdicts = await runTrials(trialsOf(RULE_CASES));
      expect(verdicts.filter(({ passed }) => !passed).map(({ said }) => said)).toEqual([]);
    },
    LIMIT_MS,
  );
});
