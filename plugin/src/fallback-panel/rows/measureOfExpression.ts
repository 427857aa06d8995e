import type { Measure } from './measure.ts';

/** Our metrics, where they say what a query asks for. The first rule that fits wins. */
const RULES: readonly { readonly every: readonly RegExp[]; readonly measure: Measure }[] = [
  { every: [/fallback:ratio_/], measure: 'rate' },
  { every: [/cost_multiplier:ratio_/], measure: 'multiplier' },
  { every: [/extra_cost_usd:increase/], measure: 'extraCost' },
  { every: [/\bunderstudy_baseline_cost_usd_total/, /\bunderstudy_cost_usd_total/, /\//], measure: 'multiplier' },
  { every: [/\bunderstudy_baseline_cost_usd_total/, /\bunderstudy_cost_usd_total/, / - /], measure: 'extraCost' },
  { every: [/\bunderstudy_baseline_cost_usd_total/], measure: 'baseline' },
  { every: [/\bunderstudy_cost_usd_total/], measure: 'cost' },
  { every: [/\bunderstudy_unpriced_requests_total/], measure: 'unpriced' },
  { every: [/\bunderstudy_tokens_total/, /usage=/], measure: 'estimated' },
  { every: [/\bunderstudy_attempts_total/, /position/], measure: 'served' },
  { every: [/\bunderstudy_requests_total/, /\//], measure: 'rate' },
  { every: [/\bunderstudy_requests_total/, /\broute=/, /\bfallback\b/], measure: 'fallbacks' },
  { every: [/\bunderstudy_requests_total/], measure: 'total' },
];

/** A range of a thousand series has a thousand frames with the same text. */
const known = new Map<string, Measure | undefined>();
const MOST_KNOWN = 100;

/** What a query over our metrics gives, read from its text; nothing for other queries. */
export function measureOfExpression(expression: string): Measure | undefined {
  if (known.has(expression)) return known.get(expression);
  if (known.size >= MOST_KNOWN) known.clear();
  const measure = read(expression);
  known.set(expression, measure);
  return measure;
}

function read(expression: string): Measure | undefined {
  // Ids in quotes may hold a slash, a minus and every name; `route="fallback"` alone says something.
  const bare = expression.replaceAll(/route="fallback"/g, 'route=fallback').replaceAll(/"(?:[^"\\]|\\.)*"/g, '');
  return RULES.find(({ every }) => every.every((part) => part.test(bare)))?.measure;
}
