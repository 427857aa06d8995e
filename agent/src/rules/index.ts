export { alertRules, generateRules, ruleFrame } from './generateRules.ts';
export type { Rules, RuleSource } from './generateRules.ts';
export { renderRules, RULE_FORMATS, type RuleFormat } from './renderRules.ts';
export { prometheusParts } from './prometheusFile.ts';
export { grafanaParts } from './grafanaFile.ts';
