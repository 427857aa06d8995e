export { alertRules, generateRules, ruleFrame } from './generateRules.ts';
export type { RuleOverrides, Rules, RuleSource } from './generateRules.ts';
export { renderRules, RULE_FORMATS, type RuleFormat } from './renderRules.ts';
export { prometheusParts } from './prometheusFile.ts';
export { grafanaParts } from './grafanaFile.ts';
