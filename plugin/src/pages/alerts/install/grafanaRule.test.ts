import { describe, expect, it } from '@jest/globals';
import { alertFixture } from '../../../testing/alertFixtures.ts';
import { editedByHand, fieldsOf } from './fingerprint.ts';
import { grafanaInterval, grafanaRule, grafanaTemplate } from './grafanaRule.ts';
import { secondsText, textSeconds } from './promDuration.ts';

const TARGET = { folderUid: 'understudy', group: 'understudy.alerts', sourceUid: 'prom' };

describe('a rule for Grafana', () => {
  it('asks Prometheus, takes whatever it finds for an alert, and treats nothing as well', () => {
    const rule = grafanaRule(alertFixture({ expr: 'max by (model) (understudy_chain_next_position) == -1' }), TARGET);
    const [question, found, condition] = rule.data;
    expect(question?.datasourceUid).toBe('prom');
    expect(question?.model).toMatchObject({ instant: true, range: false });
    expect(question?.model['expr']).toBe('max by (model) (understudy_chain_next_position) == -1');
    expect(found?.model).toMatchObject({ type: 'math', expression: 'is_number($A) || is_nan($A) || is_inf($A)' });
    expect(condition?.model).toMatchObject({ type: 'threshold', expression: 'B' });
    expect(rule).toMatchObject({ condition: 'C', noDataState: 'OK', execErrState: 'KeepLast', isPaused: false });
  });

  it('answers 0, not nothing, where an empty answer would be an alert', () => {
    const rule = grafanaRule(alertFixture({ expr: 'absent(up)', noData: 'alerting', onError: 'alerting' }), TARGET);
    expect(rule.data[0]?.model['expr']).toBe('(absent(up)) or vector(0)');
    expect(rule.data[1]?.model).toMatchObject({ type: 'threshold', expression: 'A' });
    expect(rule).toMatchObject({ noDataState: 'Alerting', execErrState: 'Alerting' });
  });

  it('has a uid and a title that Grafana takes, its labels and its annotations', () => {
    const rule = grafanaRule(alertFixture({ id: 'LLMFallbackBudgetBurn-fast', forSeconds: 90 }), TARGET);
    expect(rule).toMatchObject({ uid: 'LLMFallbackBudgetBurn-fast', for: '1m30s', labels: { severity: 'warning' } });
    expect(rule.annotations?.['description']).toBe('{{ $labels.model }}: {{ $values.A.Value | humanizePercentage }}.');
  });

  it('speaks of the value as Grafana does', () => {
    expect(grafanaTemplate('{{ $value }} {{ $values.A }} {{ printf "%f" $value }}')).toBe(
      '{{ $values.A.Value }} {{ $values.A }} {{ printf "%f" $values.A.Value }}',
    );
  });

  it.each([
    [0.5, 10],
    [10, 10],
    [15, 20],
    [30, 30],
  ])('is evaluated by ticks of ten seconds: %d s becomes %d s', (seconds, interval) => {
    expect(grafanaInterval(seconds)).toBe(interval);
  });

  it('is recognised after Grafana added its defaults, and after an edit it is not', () => {
    const rule = grafanaRule(alertFixture({}), TARGET);
    const stored = {
      ...rule,
      id: 7,
      updated: '2026-11-21T08:00:00Z',
      for: '300s',
      data: rule.data.map((query) => ({ ...query, model: { ...query.model, intervalMs: 1_000 } })),
    };
    expect(editedByHand(stored)).toBe(false);
    expect(fieldsOf(stored)).toEqual(fieldsOf(rule));
    expect(editedByHand({ ...stored, for: '1h' })).toBe(true);
    expect(editedByHand({ ...stored, annotations: {} })).toBe(true);
  });
});

describe('durations', () => {
  it.each([
    [0, '0s'],
    [0.5, '500ms'],
    [300, '5m'],
    [5_400, '1h30m'],
    [86_400, '24h'],
  ])('%d s is %s and back', (seconds, text) => {
    expect(secondsText(seconds)).toBe(text);
    expect(textSeconds(text)).toBe(seconds);
  });

  it('knows days and weeks, and what is none', () => {
    expect(textSeconds('1w1d')).toBe(691_200);
    expect(textSeconds('0')).toBe(0);
    expect(textSeconds('soon')).toBeNaN();
  });
});
