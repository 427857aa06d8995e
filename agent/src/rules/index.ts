export { generateRules } from './generateRules.ts';
export type { RuleOverrides, Rules, RuleSource } from './generateRules.ts';
export { renderRules, RULE_FORMATS, type RuleFormat } from './renderRules.ts';
