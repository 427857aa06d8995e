import { answersByTarget } from '../../../promql/attempts.ts';
import { costMultiplier, extraCost, totalSavings, totalSpend, totalWasted } from '../../../promql/cost.ts';
import { agentsByActiveStep, agentsWithOpenCircuit, chainTargets } from '../../../promql/fleet.ts';
import { eligibleCount, fallbackCount, totalAnsweredFallbacks } from '../../../promql/requests.ts';
import type { PromScope, Window } from '../../../promql/scope.ts';

/** What the fleet's Overview asks at one moment, by name. */
export function fleetExpressions(scope: PromScope, window: Window) {
  return {
    eligible: eligibleCount(scope, window),
    fallbacks: fallbackCount(scope, window),
    answered: totalAnsweredFallbacks(scope, window),
    multiplier: costMultiplier(scope, window),
    extra: extraCost(scope, window),
    spend: totalSpend(scope, window),
    savings: totalSavings(scope, window),
    wasted: totalWasted(scope, window),
    answers: answersByTarget(scope, window),
    steps: agentsByActiveStep(scope),
    targets: chainTargets(scope),
    breakers: agentsWithOpenCircuit(scope),
  } satisfies Readonly<Record<string, string>>;
}

/** Names of the answers. */
export type FleetAnswer = keyof ReturnType<typeof fleetExpressions>;
