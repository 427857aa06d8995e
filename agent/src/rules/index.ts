export { generateRules } from './generateRules.ts';
export type { RuleOverrides, Rules, RuleSource } from './generateRules.ts';
export { renderPrometheus } from './prometheusFile.ts';
export { renderGrafana } from './grafanaFile.ts';
