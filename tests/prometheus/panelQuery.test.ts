import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { promtool } from '../kit/promtool.ts';

/** By its name only: for these tests' type check the plugin's sources, which are bundled, are no ES modules. */
const PANEL_QUERY = '../../plugin/src/fallback-panel/panelQuery.ts';

/** Counters that grow evenly for an hour, so that `increase` over it is exact. */
const SERIES = {
  'understudy_requests_total{model="gpt-4o", route="primary", outcome="success"}': 7,
  'understudy_requests_total{model="gpt-4o", route="fallback", outcome="success"}': 2,
  'understudy_requests_total{model="gpt-4o", route="fallback", outcome="error"}': 1,
  'understudy_requests_total{model="gpt-4o", route="primary", outcome="client_error"}': 5,
  'understudy_requests_total{model="org/local", route="fallback", outcome="success"}': 1,
  'understudy_cost_usd_total{model="gpt-4o", route="fallback", baseline="known"}': 6,
  'understudy_cost_usd_total{model="gpt-4o", route="fallback", baseline="unknown"}': 9,
  'understudy_baseline_cost_usd_total{model="gpt-4o", route="fallback"}': 2,
  'understudy_cost_usd_total{model="org/local", route="fallback", baseline="known"}': 3,
  'understudy_baseline_cost_usd_total{model="org/local", route="fallback"}': 0,
  'understudy_attempts_total{model="gpt-4o", provider="anthropic", upstream_model="claude", position="1", result="success"}': 2,
  'understudy_attempts_total{model="gpt-4o", provider="openai", upstream_model="gpt-4o", position="0", result="success"}': 7,
  'understudy_tokens_total{model="gpt-4o", usage="estimated", type="input"}': 4,
  'understudy_tokens_total{model="gpt-4o", usage="reported", type="input"}': 90,
};

/** Targets of chains, as they are all the time. */
const TARGETS = [
  'understudy_chain_target_info{model="gpt-4o", position="0", provider="openai", upstream_model="gpt-4o"}',
  'understudy_chain_target_info{model="gpt-4o", position="1", provider="anthropic", upstream_model="claude"}',
  'understudy_chain_target_info{model="org/local", position="1", provider="groq", upstream_model="llama"}',
];

/** What the panel must get of them over the hour. */
const SAMPLES = {
  '{measure="total", model="gpt-4o"}': 600,
  '{measure="total", model="org/local"}': 60,
  '{measure="fallbacks", model="gpt-4o"}': 180,
  '{measure="fallbacks", model="org/local"}': 60,
  '{measure="multiplier", model="gpt-4o"}': 3,
  '{measure="extraCost", model="gpt-4o"}': 240,
  '{measure="extraCost", model="org/local"}': 180,
  '{measure="served", model="gpt-4o", provider="anthropic", upstream_model="claude"}': 120,
  // Never served in the hour, but the first that would.
  '{measure="served", model="org/local", provider="groq", upstream_model="llama"}': 0,
  '{measure="estimated", model="gpt-4o"}': 240,
};

let folder: string;
let panelQuery: () => string;

beforeAll(async () => {
  ({ panelQuery } = (await import(PANEL_QUERY)) as { panelQuery: () => string });
  folder = await mkdtemp(join(tmpdir(), 'panel-query-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('the query that the panel gives people to paste', () => {
  it('has all that the panel shows, each value labelled with what it measures', async () => {
    const file = join(folder, 'test.json');
    const test = {
      interval: '1m',
      input_series: [
        ...Object.entries(SERIES).map(([series, step]) => ({ series, values: `0+${step}x60` })),
        ...TARGETS.map((series) => ({ series, values: '1+0x60' })),
      ],
      promql_expr_test: [
        {
          // What Grafana puts in the place of its variable.
          expr: panelQuery().replaceAll('$__range', '1h'),
          eval_time: '1h',
          exp_samples: Object.entries(SAMPLES).map(([labels, value]) => ({ labels, value })),
        },
      ],
    };
    await writeFile(file, JSON.stringify({ rule_files: [], evaluation_interval: '1m', tests: [test] }));
    const { code, said } = await promtool(['test', 'rules', file]);
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('SUCCESS') });
  });
});
