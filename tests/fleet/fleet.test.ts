import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgentStatus, FallbackStats } from '@understudy/contract';
import { parse } from 'yaml';
import { startPrometheus, type PrometheusProcess } from '../kit/prometheusProcess.ts';
import { until } from '../kit/until.ts';
import { openWorkshop } from '../kit/workshop.ts';
import { BenchProcess } from '../load/processes/benchProcess.ts';
import { AGENTS, servedBy, startFleet, WITH_OPEN_CIRCUIT, type Fleet } from './fleet.ts';

const RULES = join(import.meta.dirname, '../../provisioning/prometheus/understudy.rules.yml');
const LIMIT_MS = 300_000;
const E = 'outcome=~"success|error"';
const U = 'route=~"primary|fallback"';

/** What has to be ended, the last first: also where a later part did not start. */
const endings: (() => Promise<void>)[] = [];
let fleet: Fleet;
let prometheus: PrometheusProcess;
let statuses: AgentStatus[];
let statistics: FallbackStats[];
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const indexes = Array.from({ length: AGENTS }, (_, index) => index);
const requests = sum(indexes.flatMap((index) => Object.values(servedBy(index))));

beforeAll(async () => {
  const [upstream, port] = await BenchProcess.listening('upstream', './upstream.ts');
  endings.push(() => upstream.end());
  const shop = await openWorkshop();
  endings.push(() => shop.close());
  fleet = await startFleet(shop, port);
  // The file has one target in quotes: these are several.
  prometheus = await startPrometheus(fleet.addresses.join(`', '`));
  endings.push(() => prometheus.close());
  await until(
    'a first scrape of every agent',
    async () => (await prometheus.value('count(understudy_build_info)')) === AGENTS,
    LIMIT_MS / 3,
  );
  await fleet.serve();
  await until(
    'a scrape of every request',
    async () => (await prometheus.value('sum(understudy_requests_total)')) === requests,
    LIMIT_MS / 3,
  );
  [statuses, statistics] = await Promise.all([fleet.statuses(), fleet.statistics()]);
}, LIMIT_MS);

afterAll(async () => {
  while (endings.length > 0) await endings.pop()?.();
}, LIMIT_MS);

/** How many agents have each of these. */
function countOf(values: readonly (string | number)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

describe(`${AGENTS} agents under one Prometheus`, () => {
  it('are all scraped', async () => {
    expect(await prometheus.value('sum(up{job="understudy-agent"})')).toBe(AGENTS);
    expect(await prometheus.value('max(scrape_samples_scraped)')).toBeLessThan(5_000);
  });

  it('give the same sums as their own statistics', async () => {
    const total = await prometheus.by('model', `sum by (model) (understudy_requests_total{${U}, ${E}})`);
    const fallbacks = await prometheus.by(
      'model',
      `sum by (model) (understudy_requests_total{route="fallback", ${E}})`,
    );
    const own = statistics.flatMap(({ stats }) => stats.filter(({ model }) => model === 'shaky'));
    expect(own).toHaveLength(AGENTS);
    expect(total).toEqual({
      steady: sum(indexes.map((index) => servedBy(index).steady)),
      shaky: sum(own.map(({ totalRequests }) => totalRequests)),
    });
    expect(fallbacks).toEqual({ steady: 0, shaky: sum(own.map(({ fallbackCount }) => fallbackCount)) });
    expect(total['shaky']).toBe(sum(indexes.map((index) => servedBy(index).shaky)));
  });

  it('give the same cost as their own statistics', async () => {
    const own = statistics.flatMap(({ stats }) => stats.filter(({ model }) => model === 'shaky'));
    const cost = await prometheus.value('sum(understudy_cost_usd_total{model="shaky", route="fallback"})');
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeCloseTo(sum(own.map(({ estimatedFallbackCostUsd }) => estimatedFallbackCostUsd ?? NaN)), 9);
  });

  it('show which run another configuration', async () => {
    const own = countOf(statuses.map(({ config }) => config.hash));
    expect(Object.keys(own)).toHaveLength(2);
    // The metric has the beginning of the hash.
    const shown = await prometheus.by('hash', 'count by (hash) (understudy_config_info)');
    const whole = (hash: string): string => Object.keys(own).find((known) => known.startsWith(hash)) ?? hash;
    expect(Object.fromEntries(Object.entries(shown).map(([hash, count]) => [whole(hash), count]))).toEqual(own);
  });

  it('show how many of them are at which position of a chain', async () => {
    const shown = await prometheus.by(
      'position',
      'count_values by (model) ("position", understudy_chain_next_position{model="shaky"})',
    );
    const own = statuses.map(
      ({ chains }) => chains.find(({ model }) => model === 'shaky')?.activeStep.position ?? Number.NaN,
    );
    expect(shown).toEqual(countOf(own));
    expect(shown).toEqual({ '0': AGENTS - WITH_OPEN_CIRCUIT, '1': WITH_OPEN_CIRCUIT });
  });

  it('share the open circuits as the alert counts them, and as they say themselves', async () => {
    const rules = parse(await readFile(RULES, 'utf8')) as { groups: { rules: { alert?: string; expr: string }[] }[] };
    const rule = rules.groups.flatMap((group) => group.rules).find(({ alert }) => alert === 'LLMCircuitOpenTooLong');
    // The share itself, of circuits that are open for a moment: a quarter of an hour of it is the rule's own test.
    const share = rule?.expr.replace(/\[\w+\]/, '[1s]').replace(/>= [\d.]+$/, '');
    const open = statuses.flatMap(({ breakers }) => breakers.filter(({ state }) => state === 'open'));
    expect(countOf(open.map(({ provider }) => provider))).toEqual({ e500: WITH_OPEN_CIRCUIT });
    // In a second of a busy machine an agent may be scraped not once; such a question counts it as closed.
    let shown = {};
    await until('every agent to be scraped within a second', async () => {
      shown = await prometheus.by('provider', share ?? 'absent');
      return isDeepStrictEqual(shown, { e500: WITH_OPEN_CIRCUIT / AGENTS });
    }).catch(() => expect(shown).toEqual({ e500: WITH_OPEN_CIRCUIT / AGENTS }));
  });

  it('give the same exposition to many that scrape at once', async () => {
    const texts = await Promise.all([...fleet.agents, ...fleet.agents].map((agent) => agent.samples()));
    expect(sum(texts.map((samples) => samples.sum('requests_total')))).toBe(2 * requests);
  });
});
