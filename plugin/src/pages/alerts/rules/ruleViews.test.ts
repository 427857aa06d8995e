import { describe, expect, it } from '@jest/globals';
import type { RuleStatus } from '../../../api/alerting/ruleStates.ts';
import { alertFixture } from '../../../testing/alertFixtures.ts';
import { recordingViews, seriesIn } from './recordingViews.ts';
import { ruleViews, worstFirst, type Sources } from './ruleViews.ts';
import { sameExpression } from './sameExpression.ts';

const NOTHING: Sources = {
  prometheus: [],
  alerts: undefined,
  grafana: [],
  outdated: new Set(),
  complete: true,
};

function status(change: Partial<RuleStatus>): RuleStatus {
  return {
    type: 'alerting',
    name: 'LLMFallbackRateHigh',
    query: alertFixture({}).expr,
    health: 'ok',
    state: 'inactive',
    labels: { severity: 'warning' },
    file: '/etc/prometheus/understudy.rules.yml',
    group: 'understudy.alerts',
    ...change,
  };
}

const viewOf = (sources: Partial<Sources>, rule = alertFixture({})) => {
  const [view] = ruleViews([rule], { ...NOTHING, ...sources });
  if (!view) throw new Error('there is no view');
  return view;
};

describe('the state of a rule', () => {
  it('is the worst of the places that evaluate it', () => {
    const view = viewOf({
      prometheus: [status({ state: 'inactive' })],
      grafana: [status({ uid: 'LLMFallbackRateHigh', state: 'firing', file: 'Understudy' })],
    });
    expect(view.state).toBe('firing');
    expect(view.places.map(({ kind, state }) => [kind, state])).toEqual([
      ['prometheus', 'ok'],
      ['grafana', 'firing'],
    ]);
  });

  it('is not installed where all were asked, unknown where not', () => {
    expect(viewOf({}).state).toBe('absent');
    expect(viewOf({ prometheus: undefined, complete: false }).state).toBe('unknown');
  });

  it('tells what cannot be evaluated, and what is paused', () => {
    expect(viewOf({ prometheus: [status({ health: 'err', lastError: 'many-to-many' })] })).toMatchObject({
      state: 'error',
      places: [{ problem: 'many-to-many' }],
    });
    const paused = status({ uid: 'LLMFallbackRateHigh', isPaused: true, state: 'firing' });
    expect(viewOf({ grafana: [paused] }).state).toBe('paused');
  });

  it('tells rules with one name apart by their labels, then by their expressions', () => {
    const slow = alertFixture({ labels: { severity: 'info', slo: 'fallback' }, expr: 'a > 2' });
    const prometheus = [
      status({ labels: { severity: 'warning', slo: 'fallback' }, state: 'firing', query: 'a > 1' }),
      status({ labels: { severity: 'info', slo: 'fallback' }, state: 'firing', query: 'a > 3' }),
      status({ labels: { severity: 'info', slo: 'fallback' }, state: 'pending', query: 'a > 2' }),
    ];
    expect(viewOf({ prometheus }, slow)).toMatchObject({ state: 'pending', places: [{ outdated: false }] });
  });

  it('lists what fires, Grafana’s words and Prometheus’ alike, without what is normal', () => {
    const alert = (state: string, activeAt: string) => ({
      state,
      activeAt,
      labels: { model: 'gpt-4o' },
      annotations: { description: 'gpt-4o: 34%.' },
    });
    const view = viewOf({
      grafana: [
        status({
          uid: 'LLMFallbackRateHigh',
          state: 'firing',
          alerts: [
            alert('Normal', '2026-11-21T08:00:00Z'),
            alert('Pending', '2026-11-21T08:00:00Z'),
            alert('Alerting (NoData)', '0001-01-01T00:00:00Z'),
          ],
        }),
      ],
    });
    expect(view.places[0]?.instances).toEqual([
      { state: 'firing', labels: { model: 'gpt-4o' }, text: 'gpt-4o: 34%.', since: undefined },
      { state: 'pending', labels: { model: 'gpt-4o' }, text: 'gpt-4o: 34%.', since: '2026-11-21T08:00:00Z' },
    ]);
  });

  it('is read from the series ALERTS where the rules are closed', () => {
    const alerts = [
      { labels: { alertname: 'LLMFallbackRateHigh', alertstate: 'pending', severity: 'warning', model: 'm' } },
    ];
    const view = viewOf({ prometheus: undefined, alerts, complete: false });
    expect(view).toMatchObject({ state: 'pending', places: [{ instances: [{ labels: { model: 'm' } }] }] });
  });

  it('puts what needs somebody first, the rest in the agent’s order', () => {
    const rules = ['A', 'B', 'C'].map((id) => alertFixture({ id, alert: id }));
    const views = ruleViews(rules, { ...NOTHING, prometheus: [status({ name: 'C', state: 'firing' })] });
    expect(worstFirst(views).map(({ rule }) => rule.id)).toEqual(['C', 'A', 'B']);
  });
});

describe('two expressions', () => {
  it('are the same however Prometheus writes them', () => {
    expect(
      sameExpression(
        '(sum by (model) (increase(a{route="fallback"}[60m])) / 0.10 > 20)',
        'sum(increase(a{route="fallback"}[1h])) by (model) / 0.1 > 20',
      ),
    ).toBe(true);
  });

  it('differ by a threshold, a window or a label', () => {
    expect(sameExpression('a > 0.1', 'a > 0.2')).toBe(false);
    expect(sameExpression('rate(a[5m])', 'rate(a[10m])')).toBe(false);
    expect(sameExpression('a{b="c"}', 'a{b="d"}')).toBe(false);
  });
});

describe('a recording rule', () => {
  const rule = { record: 'job_model:x:rate5m', expr: 'sum(rate(x[5m]))' };
  const loaded = status({ type: 'recording', name: rule.record, query: 'sum(rate(x[5m]))' });
  const stateOf = (statuses: readonly RuleStatus[] | undefined, series: readonly string[] | undefined) =>
    recordingViews([rule], { statuses, series: series && new Set(series) })[0]?.state;

  it('is recorded where its series is there, loaded where it only has nothing to record', () => {
    expect(stateOf([loaded], [rule.record])).toBe('recorded');
    expect(stateOf([loaded], [])).toBe('loaded');
    expect(stateOf(undefined, [rule.record])).toBe('recorded');
  });

  it('is missing where somebody was asked, else unknown', () => {
    expect(stateOf([], [])).toBe('missing');
    expect(stateOf(undefined, undefined)).toBe('unknown');
    expect(stateOf([{ ...loaded, query: 'sum(rate(x[1m]))' }], [rule.record])).toBe('outdated');
  });

  it('is found in the expressions that read it', () => {
    expect(seriesIn('sum_over_time(job_model:x:rate5m[1h]) > 1', [rule.record, 'job_model:x:rate'])).toEqual([
      rule.record,
    ]);
  });
});
