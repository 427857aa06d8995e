import { METRICS } from '@understudy/contract';
import type { AlertFamily } from './alertFamily.ts';
import { maxBy } from './ruleScope.ts';
import { select } from './select.ts';
import { DAY, HOUR } from './timing.ts';

const MODEL = ['model'];

/** A chain is what has a fallback; one that no drill ever proved has no time of its proof, and counts as -1. */
function chainUnproven(days: number): AlertFamily {
  return {
    alert: 'LLMChainUnproven',
    forSeconds: HOUR,
    severity: 'info',
    runbook: 'chain-unproven',
    labels: MODEL,
    say: (scope) => {
      const span = scope.timing.words(days * DAY);
      const proven = maxBy(scope, MODEL, select(METRICS.drillProven));
      const chains = maxBy(scope, MODEL, select(METRICS.chainTarget, { position: '1' }));
      return {
        expr: `(time() - ${proven} > ${scope.timing.seconds(days * DAY)} and ${chains})\nor (-1 * ${chains} unless ${proven})`,
        summary: `No drill proved a chain in ${span}.`,
        description:
          '{{ if ge $value 0.0 }}its last proof is {{ $value | humanizeDuration }} old{{ else }}no drill ever proved it{{ end }}.',
        threshold: `no proof in ${span}`,
      };
    },
  };
}

/** Proofs by drills; none unless the settings say how old one may be. */
export function provenAlerts(withinDays: number | null): readonly AlertFamily[] {
  return withinDays === null ? [] : [chainUnproven(withinDays)];
}
