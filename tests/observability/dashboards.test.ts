import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answersOf, type DashboardAnswer } from './dashboardAnswers.ts';
import { startFeatureStage, type FeatureStage } from './featureStage.ts';
import { FeatureStory } from './featureStory.ts';

/** By its name only: for these tests' type check the plugin's sources, which are bundled, are no ES modules. */
const PANEL_QUERY = '../../plugin/src/fallback-panel/panelQuery.ts';
const LIMIT_MS = 600_000;

let stage: FeatureStage;
let answers: readonly DashboardAnswer[];

beforeAll(async () => {
  stage = await startFeatureStage();
  const start = Date.now() / 1_000;
  await new FeatureStory(stage).play();
  answers = await answersOf(stage.prometheus, { start, end: Date.now() / 1_000 });
}, LIMIT_MS);

afterAll(() => stage.close(), LIMIT_MS);

/** Of what nobody asked for in a window there is no quantile: Grafana draws a gap. */
const isQuantile = ({ expr }: DashboardAnswer): boolean => /histogram_quantile|:p95_/.test(expr);

const whatOf = (some: readonly DashboardAnswer[]): string[] => some.map(({ what, expr }) => `${what}: ${expr}`);

describe('two minutes that use each feature', () => {
  it('leave no expression of a dashboard with an error', () => {
    expect(answers.length).toBeGreaterThan(150);
    expect(answers.filter(({ error }) => error !== null)).toEqual([]);
  });

  it('leave no panel, annotation or variable of a dashboard without data', () => {
    expect(whatOf(answers.filter(({ finite }) => finite === 0))).toEqual([]);
  });

  it('leave no value that is no number, but for quantiles of nothing', () => {
    const odd = answers.filter((answer) => !isQuantile(answer) && answer.notFinite.length > 0);
    expect(whatOf(odd)).toEqual([]);
    expect(whatOf(answers.filter(({ notFinite }) => notFinite.some((value) => !Number.isNaN(value))))).toEqual([]);
  });

  it('fill the panel of the app', async () => {
    const { panelQuery } = (await import(PANEL_QUERY)) as { panelQuery: () => string };
    const samples = await stage.prometheus.query(panelQuery().replaceAll('$__range', '5m'));
    const measures = new Set(samples.map(({ metric }) => metric.measure));
    expect([...measures].sort()).toEqual(['estimated', 'extraCost', 'fallbacks', 'multiplier', 'served', 'total']);
    expect(samples.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
    for (const measure of ['total', 'fallbacks', 'served', 'estimated']) {
      expect(samples.some(({ metric, value }) => metric.measure === measure && value > 0)).toBe(true);
    }
  });

  it('leave no recording or alert rule with an error', async () => {
    const { groups } = await stage.prometheus.get<{ groups: { rules: { name: string; health: string }[] }[] }>('rules');
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(40);
    expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
  });

  it('count why a request moved on, for every reason that there is', async () => {
    const reasons = await stage.prometheus.by(
      'reason',
      'sum by (reason) (increase(understudy_fallbacks_total[5m])) > 0',
    );
    expect(Object.keys(reasons).sort()).toEqual(
      [
        ...['auth', 'capability', 'circuit_open', 'connection', 'content_policy', 'context_window', 'cost', 'disabled'],
        ...['empty_response', 'invalid_response', 'model_not_found', 'quota', 'rate_limit', 'server_error', 'timeout'],
      ].sort(),
    );
  });
});
