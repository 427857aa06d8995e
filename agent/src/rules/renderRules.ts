import type { Rules } from './generateRules.ts';
import { renderGrafana } from './grafanaFile.ts';
import { renderPrometheus } from './prometheusFile.ts';

/** Forms of the rules as a file. */
export const RULE_FORMATS = ['prometheus', 'grafana', 'json'] as const;
export type RuleFormat = (typeof RULE_FORMATS)[number];

/** The rules as a file's text, with a line break at its end. JSON has both files in it, as the control API's answer has. */
export function renderRules(rules: Rules, format: RuleFormat): string {
  if (format === 'prometheus') return renderPrometheus(rules);
  if (format === 'grafana') return renderGrafana(rules);
  const files = { prometheus: renderPrometheus(rules), grafana: renderGrafana(rules) };
  return `${JSON.stringify({ ...rules, ...files }, null, 2)}\n`;
}
