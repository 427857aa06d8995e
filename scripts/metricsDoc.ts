/** Writes docs/metrics.md from the contract's metric families: npm run docs:metrics. A test compares the two. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'prettier';
import { AGENT_METRICS } from '../contract/src/metrics/agentMetrics.ts';
import { ATTEMPT_METRICS } from '../contract/src/metrics/attemptMetrics.ts';
import { CHAIN_METRICS } from '../contract/src/metrics/chainMetrics.ts';
import { COST_METRICS } from '../contract/src/metrics/costMetrics.ts';
import { DRILL_METRICS } from '../contract/src/metrics/drillMetrics.ts';
import { GENAI_METRICS } from '../contract/src/metrics/genaiMetrics.ts';
import { labelDomain } from '../contract/src/metrics/labelDomains.ts';
import { REASONS } from '../contract/src/metrics/labelValues.ts';
import { LITELLM_METRICS } from '../contract/src/metrics/litellmMetrics.ts';
import { metricName, type MetricFamily } from '../contract/src/metrics/metricFamily.ts';
import { REQUEST_METRICS } from '../contract/src/metrics/requestMetrics.ts';

const GROUPS: readonly (readonly [title: string, families: Readonly<Record<string, MetricFamily>>])[] = [
  ['Requests', REQUEST_METRICS],
  ['Attempts and hops', ATTEMPT_METRICS],
  ['Tokens and money', COST_METRICS],
  ['Chains and breakers', CHAIN_METRICS],
  ['Drills', DRILL_METRICS],
  ['LiteLLM', LITELLM_METRICS],
  ['The agent', AGENT_METRICS],
  ['OpenTelemetry names', GENAI_METRICS],
];

const HEAD = `# Metrics

<!-- Written by npm run docs:metrics from contract/src/metrics; the words above the first table are in scripts/metricsDoc.ts. -->

\`GET /metrics\` of the control plane, in Prometheus' text format. Beside these families it has the process's and Node's
own (\`process_*\`, \`nodejs_*\`).

- \`model\` is always the model that the application asked for. What really answered is \`provider\` with \`upstream_model\`.
- A request is counted once, at its end, on every exit; an attempt once, retries included.
- **Eligible** are requests with outcome \`success\` or \`error\` on route \`primary\` or \`fallback\`.
  **Fallback rate** = eligible requests on route \`fallback\` / all eligible ones.
- Unknown is not zero: without a price there is no cost, but a count in \`understudy_unpriced_requests_total\`.
- Requests and hops of configured chains begin at 0, so that \`increase()\` sees the first one. Other series begin with their
  first use.

## Five queries to begin with

Fallback rate of each model:

\`\`\`promql
sum by (model) (rate(understudy_requests_total{route="fallback", outcome=~"success|error"}[5m]))
  / (sum by (model) (rate(understudy_requests_total{route=~"primary|fallback", outcome=~"success|error"}[5m])) > 0)
\`\`\`

Why: hops by reason, in the last hour:

\`\`\`promql
sort_desc(sum by (reason) (increase(understudy_fallbacks_total[1h])))
\`\`\`

Active step: 0 = primary, n = fallback n, -1 = nothing may be called:

\`\`\`promql
max by (model) (understudy_chain_next_position)
\`\`\`

Cost multiplier: what fallbacks cost against the same tokens at the requested model's price:

\`\`\`promql
sum by (model) (increase(understudy_cost_usd_total{route="fallback", baseline="known"}[1d]))
  / (sum by (model) (increase(understudy_baseline_cost_usd_total{route="fallback"}[1d])) > 0)
\`\`\`

Time that failing over added, 95th percentile:

\`\`\`promql
histogram_quantile(0.95, sum by (le, model) (rate(understudy_failover_latency_seconds_bucket[5m])))
\`\`\`

An alert on the first one: [recipe](recipes/alert-on-fallback-rate.md).

## Limits

Label values come from the configuration or from the lists below. Another one becomes \`other\` and is counted in
\`understudy_label_overflow_total\`; configured models are never folded. Keys, users, addresses, request ids and error texts are
no labels. Values have at most 100 characters of \`A-Z a-z 0-9 . _ : / @ + -\`. An exposition is cached for a second.

A **reason** is one of \`${REASONS.join('`, `')}\`.
`;

/** A label with its values; reasons are listed once, above. */
function valuesOf(family: MetricFamily, label: string): string {
  const domain = labelDomain(family, label);
  if (domain === null) return `\`${label}\``;
  const reasons = new Set<string>(REASONS);
  const others = domain.filter((value) => !reasons.has(value)).map((value) => (value === '' ? 'empty' : value));
  if (domain.length - others.length === reasons.size) return `\`${label}\` (${[...others, 'a reason'].join(', ')})`;
  const isRange = domain.length > 5 && domain.every((value, index) => value === String(index));
  const values = isRange ? `${domain[0]} … ${domain.at(-1)}` : domain.join(', ');
  return `\`${label}\` (${values})`;
}

function rowOf(family: MetricFamily): string {
  const { type, unit, labels, help, buckets, optIn } = family;
  const edges = buckets === undefined ? '' : ` Buckets: ${buckets.join(', ')}.`;
  const shown = labels.map((label) => valuesOf(family, label)).join(', ');
  return `| \`${metricName(family)}\` | ${type} | ${unit} | ${shown} | ${help}${edges}${optIn === undefined ? '' : ` Only with \`${optIn}\`.`} |`;
}

/** The page as it should be committed. */
export async function metricsDoc(): Promise<string> {
  const tables = GROUPS.map(([title, families]) =>
    [
      `## ${title}`,
      '',
      '| name | type | unit | labels | meaning |',
      '| --- | --- | --- | --- | --- |',
      ...Object.values(families).map(rowOf),
    ].join('\n'),
  );
  return format([HEAD, ...tables].join('\n\n'), { parser: 'markdown', singleQuote: true, printWidth: 120 });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(join(import.meta.dirname, '../docs/metrics.md'), await metricsDoc());
}
