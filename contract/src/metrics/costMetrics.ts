import type { MetricFamily } from './metricFamily.ts';

/** Tokens and money. Booked when the request ends, with its final route; provider and model are the attempt's. */
export const COST_METRICS = {
  tokens: {
    name: 'tokens_total',
    type: 'counter',
    unit: 'tokens',
    help: 'Tokens of all billed calls; input includes cached ones, output includes reasoning.',
    labels: ['model', 'provider', 'upstream_model', 'type', 'usage'],
  },
  tokenDetails: {
    name: 'token_details_total',
    type: 'counter',
    unit: 'tokens',
    help: 'Tokens that are part of tokens_total already.',
    labels: ['model', 'provider', 'upstream_model', 'type'],
  },
  cost: {
    name: 'cost_usd_total',
    type: 'counter',
    unit: 'usd',
    help: 'What all billed calls cost; baseline="known" marks what baseline_cost_usd_total holds a counterpart for.',
    labels: ['model', 'provider', 'upstream_model', 'route', 'baseline'],
  },
  baselineCost: {
    name: 'baseline_cost_usd_total',
    type: 'counter',
    unit: 'usd',
    help: "What the same tokens would have cost at the requested model's price; answered requests with both prices known.",
    labels: ['model', 'route'],
  },
  wastedCost: {
    name: 'wasted_cost_usd_total',
    type: 'counter',
    unit: 'usd',
    help: 'Part of cost_usd_total that was billed for calls whose answer was thrown away.',
    labels: ['model', 'provider', 'upstream_model', 'reason'],
  },
  unpriced: {
    name: 'unpriced_requests_total',
    type: 'counter',
    unit: 'requests',
    help: 'Requests whose cost at a target is unknown.',
    labels: ['model', 'provider', 'upstream_model'],
  },
  price: {
    name: 'price_usd_per_token',
    type: 'gauge',
    unit: 'usd_per_token',
    help: 'Configured price of one token; absent where unknown.',
    labels: ['provider', 'upstream_model', 'type'],
  },
  pricingUpdated: {
    name: 'pricing_last_update_timestamp_seconds',
    type: 'gauge',
    unit: 'timestamp',
    help: 'When the prices were last changed; absent where unknown.',
    labels: [],
  },
} as const satisfies Record<string, MetricFamily>;
