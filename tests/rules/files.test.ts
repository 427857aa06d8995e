import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { generateRules, renderRules, type RuleSource } from '../../agent/src/rules/index.ts';
import { rulesFiles } from '../../scripts/rulesFiles.ts';
import { promtool } from '../kit/promtool.ts';

const ROOT = join(import.meta.dirname, '../..');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-rule-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(Object.entries(await rulesFiles()))('%s', (path, text) => {
  it('is what npm run rules writes', async () => {
    expect(await readFile(join(ROOT, path), 'utf8')).toBe(text);
  });
});

const SETTINGS: Readonly<Record<string, RuleSource>> = {
  'the defaults': {},
  'no labels': { alerts: { labels: [] } },
  'other labels and job': { alerts: { labels: ['region', 'pod'], job: 'edge/agents-1' } },
  'a short time': { alerts: { timeScale: 0.005 } },
  'a long time': { alerts: { timeScale: 10 } },
  'odd thresholds': {
    warnings: { fallbackRate: 0, costMultiplier: 0.000_001 },
    alerts: { extraCostUsdPerHour: 0, latencyP95Seconds: 3_600, slo: { fallback: 0.000_1, availability: 0.999_999_9 } },
  },
  'own thresholds of many chains': {
    alerts: {
      provenWithinDays: 0.5,
      chains: Object.fromEntries(
        Array.from({ length: 200 }, (_, at) => [
          `org/m.${at}:1@a+b_c-d`,
          { fallbackRate: at / 200, slo: { fallback: 0.8 } },
        ]),
      ),
    },
  },
};

/** What a rule file of Grafana may have; a key that it does not know is a mistake. */
const model = z.discriminatedUnion('type', [
  z.strictObject({ refId: z.literal('B'), type: z.literal('math'), expression: z.string() }),
  z.strictObject({
    refId: z.literal('C'),
    type: z.literal('threshold'),
    expression: z.literal('B'),
    conditions: z.array(
      z.strictObject({ evaluator: z.strictObject({ type: z.literal('gt'), params: z.array(z.number()) }) }),
    ),
  }),
]);
const expression = z.strictObject({ refId: z.enum(['B', 'C']), datasourceUid: z.literal('__expr__'), model });
const query = z.strictObject({
  refId: z.literal('A'),
  datasourceUid: z.literal('prometheus'),
  relativeTimeRange: z.strictObject({ from: z.number().gt(0), to: z.literal(0) }),
  model: z.strictObject({
    refId: z.literal('A'),
    instant: z.literal(true),
    range: z.literal(false),
    expr: z.string().min(1),
  }),
});
const duration = z.string().regex(/^\d+(ms|s|m|h|d)$/);
const texts = z.record(z.string(), z.string().min(1));
const grafanaRule = z.strictObject({
  uid: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  title: z.string().min(1).max(190),
  condition: z.literal('C'),
  data: z.tuple([query, expression, expression]),
  noDataState: z.enum(['OK', 'Alerting', 'NoData', 'KeepLast']),
  execErrState: z.enum(['OK', 'Alerting', 'Error', 'KeepLast']),
  for: duration,
  missing_series_evals_to_resolve: z.literal(1),
  labels: texts,
  annotations: texts,
});
const grafanaFile = z.strictObject({
  apiVersion: z.literal(1),
  groups: z.tuple([
    z.strictObject({
      orgId: z.literal(1),
      name: z.string(),
      folder: z.literal('Understudy'),
      interval: duration,
      rules: z.array(grafanaRule),
    }),
  ]),
});

describe.each(Object.entries(SETTINGS))('with %s', (_name, source) => {
  const rules = generateRules(source);

  it('promtool takes the rules', async () => {
    const file = join(folder, 'rules.yml');
    await writeFile(file, renderRules(rules, 'prometheus'));
    const { code, said } = await promtool(['check', 'rules', '--lint-fatal', file]);
    const count = rules.recording.rules.length + rules.alerting.rules.length;
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining(`SUCCESS: ${count} rules found`) });
  });

  it('Grafana finds in its file what it knows, and the expressions of Prometheus', () => {
    const [group] = grafanaFile.parse(parse(renderRules(rules, 'grafana'))).groups;
    expect(group.rules.map(({ data: [{ model: asked }] }) => asked.expr)).toEqual(
      rules.alerting.rules.map(({ expr }) => expr),
    );
    expect(new Set(group.rules.map(({ uid }) => uid)).size).toBe(group.rules.length);
    expect(new Set(group.rules.map(({ title }) => title)).size).toBe(group.rules.length);
  });
});

describe('Grafana', () => {
  it('takes no answer for all is well, and no agent to ask about for the only failure', () => {
    const [group] = grafanaFile.parse(parse(renderRules(generateRules({}), 'grafana'))).groups;
    const states = new Map(group.rules.map((one) => [one.uid, `${one.noDataState} ${one.execErrState}`]));
    expect(states.get('LLMAgentAbsent')).toBe('OK Alerting');
    states.delete('LLMAgentAbsent');
    expect([...new Set(states.values())]).toEqual(['OK KeepLast']);
  });
});
