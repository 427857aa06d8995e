import type { RuleCase } from '../ruleCase.ts';
import { AGENT_CASES } from './agentCases.ts';
import { BURN_CASES } from './burnCases.ts';
import { COST_CASES } from './costCases.ts';
import { FAILURE_CASES } from './failureCases.ts';
import { FALLBACK_RATE_CASES } from './fallbackRateCases.ts';
import { LATENCY_CASES } from './latencyCases.ts';
import { OVERRIDE_CASES } from './overrideCases.ts';
import { TARGET_CASES } from './targetCases.ts';

/** What each rule does with histories made for it. */
export const RULE_CASES: readonly RuleCase[] = [
  ...FALLBACK_RATE_CASES,
  ...FAILURE_CASES,
  ...BURN_CASES,
  ...COST_CASES,
  ...TARGET_CASES,
  ...LATENCY_CASES,
  ...AGENT_CASES,
  ...OVERRIDE_CASES,
];
