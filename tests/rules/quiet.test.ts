import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { generateRules, renderRules } from '../../agent/src/rules/index.ts';
import { promtool } from '../kit/promtool.ts';
import { requests, series } from './ruleCase.ts';

const LIMIT_MS = 120_000;
const model = { model: 'gpt-4o' };
const target = { provider: 'openai', upstream_model: 'gpt-4o' };
const paid = { ...model, ...target, route: 'primary', baseline: 'known' };

/** An agent that restarts after an hour, with a deal of traffic and now and then a fallback. */
function agent(instance: string): Record<string, string> {
  const busy = (each: number): string => `1000+${each}x60 0+${each}x60`;
  return {
    [series('up', { instance })]: '1x59 0x1 1x60',
    [requests('primary', 'success', { instance })]: busy(50),
    [requests('fallback', 'success', { instance })]: busy(1),
    [requests('fallback', 'error', { instance })]: busy(0.01),
    [series('understudy_chain_exhausted_total', { ...model, instance })]: busy(0.01),
    [series('understudy_chain_next_position', { ...model, instance })]: '0x120',
    [series('understudy_circuit_state', { ...target, state: 'closed', instance })]: '1x20 0x3 1x100',
    [series('understudy_circuit_transitions_total', { ...target, to: 'open', instance })]: '3x20 4x40 0x60',
    [series('understudy_attempts_total', { ...model, ...target, position: '0', result: 'auth', instance })]:
      '7x60 0x60',
    [series('understudy_unpriced_requests_total', { ...model, ...target, instance })]: '9x60 0x60',
    [series('understudy_cost_usd_total', { ...paid, instance })]: busy(0.1),
    [series('understudy_baseline_cost_usd_total', { ...model, route: 'primary', instance })]: busy(0.1),
    [series('understudy_stream_interruptions_total', { ...model, ...target, reason: 'connection', instance })]:
      busy(0.1),
    [series('understudy_label_overflow_total', { label: 'model', instance })]: '4x60 0x60',
    [series('understudy_config_info', { group: 'default', hash: 'one', instance })]: '1x120',
    [series('understudy_config_last_reload_successful', { instance })]: '1x120',
    [series('understudy_store_connected', { store: 'redis', instance })]: '1x40 0x3 1x80',
    [series('understudy_overhead_seconds_bucket', { le: '0.1', instance })]: busy(60),
    [series('understudy_overhead_seconds_bucket', { le: '+Inf', instance })]: busy(60),
    [series('understudy_overhead_seconds_count', { instance })]: busy(60),
  };
}

/** A model that is asked for now and then, always in vain but once. */
const RARE = {
  [requests('primary', 'error', { model: 'rare' })]: '0x30 1x30 0x60',
  [requests('fallback', 'success', { model: 'rare' })]: '0x10 1x50 0x60',
};

const HISTORIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a fleet that is well, restarts one after the other, and has a model with little traffic': {
    ...agent('a'),
    ...agent('b'),
    ...RARE,
  },
  'agents that are up and have no series yet': { [series('up')]: '1x120' },
};

describe('the rules together', () => {
  it.each(Object.entries(HISTORIES))(
    'are quiet about %s',
    async (_name, history) => {
      const folder = await mkdtemp(join(tmpdir(), 'understudy-quiet-'));
      const rules = generateRules({});
      const names = [...new Set(rules.alerting.rules.map(({ alert }) => alert))];
      const at = ['5m', '20m', '30m', '59m', '61m', '63m', '70m', '80m', '100m', '119m'];
      const test = {
        interval: '1m',
        input_series: Object.entries(history).map(([metric, values]) => ({ series: metric, values })),
        alert_rule_test: names.flatMap((alertname) =>
          at.map((eval_time) => ({ eval_time, alertname, exp_alerts: [] })),
        ),
      };
      await writeFile(join(folder, 'rules.yml'), renderRules(rules, 'prometheus'));
      const file = join(folder, 'test.json');
      await writeFile(file, JSON.stringify({ rule_files: ['rules.yml'], evaluation_interval: '30s', tests: [test] }));
      const { code, said } = await promtool(['test', 'rules', file]);
      await rm(folder, { recursive: true });
      expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('SUCCESS') });
    },
    LIMIT_MS,
  );
});
