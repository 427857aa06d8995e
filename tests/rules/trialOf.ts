import type { AlertRule, RecordingRule } from '@understudy/contract';
import { generateRules, type Rules } from '../../agent/src/rules/index.ts';
import type { RuleCase } from './ruleCase.ts';
import type { Trial } from './runCases.ts';

/** The recording rules that an expression reads, and those that they read. */
function recordingFor(rules: Rules, expr: string): RecordingRule[] {
  const needed = new Set<string>();
  const need = (text: string): void => {
    for (const [name] of text.matchAll(/job_model:[\w:]+/g)) {
      if (needed.has(name)) continue;
      needed.add(name);
      need(rules.recording.rules.find(({ record }) => record === name)?.expr ?? '');
    }
  };
  need(expr);
  return rules.recording.rules.filter(({ record }) => needed.has(record));
}

/** The rules that a case is about. */
function alertingFor(rules: Rules, { rule, all }: RuleCase): AlertRule[] {
  return rules.alerting.rules.filter(({ id, alert }) => (all === true ? alert : id) === rule);
}

/** Cases with the same rules, settings and rhythm; each group is one trial. */
export function trialsOf(cases: readonly RuleCase[]): Trial[] {
  const groups = new Map<string, RuleCase[]>();
  for (const one of cases) {
    const key = JSON.stringify([one.rule, one.source ?? {}, one.evaluated ?? null]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [RuleCase];
    const rules = generateRules(first.source ?? {});
    const alerting = alertingFor(rules, first);
    const recording = recordingFor(rules, alerting.map(({ expr }) => expr).join(' '));
    return { name: first.rule, recording, alerting, cases: group };
  });
}
