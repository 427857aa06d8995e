import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { durationWords, promDuration } from './duration.ts';
import { generateRules } from './generateRules.ts';
import { grafanaTemplate } from './grafanaFile.ts';
import { renderRules } from './renderRules.ts';
import { percent, usd } from './words.ts';
import { yamlBlock, yamlQuoted } from './yamlText.ts';

const RULES = generateRules({
  alerts: { provenWithinDays: 7, chains: { 'org/m.x:1@a+b': { fallbackRate: 0.3 } } },
});

describe('durations', () => {
  it.each([
    [0, '0s', '0 seconds'],
    [0.0015, '2ms', '2 milliseconds'],
    [1.5, '1500ms', '1500 milliseconds'],
    [15, '15s', '15 seconds'],
    [60, '1m', '1 minute'],
    [90, '90s', '90 seconds'],
    [3_600, '1h', '1 hour'],
    [259_200, '3d', '3 days'],
  ])('%d s are %s, %s', (seconds, prom, words) => {
    expect([promDuration(seconds), durationWords(seconds)]).toEqual([prom, words]);
  });
});

describe('amounts', () => {
  it('have the digits that they need', () => {
    expect([percent(0.1), percent(0.005), percent(1 - 0.9995)]).toEqual(['10%', '0.5%', '0.05%']);
    expect([usd(0.5), usd(12), usd(0.004), usd(0)]).toEqual(['$0.50', '$12.00', '$0.004', '$0']);
  });
});

describe('YAML', () => {
  it.each([
    'plain',
    'a: b',
    "it's",
    'say "no"',
    '# not a comment',
    '{{ $value }}',
    'true',
    'trailing:',
    '10',
    '',
    'back\\slash',
    'tab\t',
  ])('says %j as it is', (text) => {
    expect(parse(`key: ${yamlQuoted(text)}\n`)).toEqual({ key: text });
  });

  it('keeps the lines of a block', () => {
    expect(parse(`key: ${yamlBlock('(\n  a # "b"\n) > 1', '  ')}\n`)).toEqual({ key: '(\n  a # "b"\n) > 1' });
  });
});

describe('the file of Prometheus', () => {
  it('holds every rule as it is', () => {
    const { groups } = parse(renderRules(RULES, 'prometheus')) as { groups: { name: string; rules: unknown[] }[] };
    expect(groups.map(({ name }) => name)).toEqual(['understudy.recording', 'understudy.alerts']);
    expect(groups[0]?.rules).toEqual(RULES.recording.rules);
    expect(groups[1]?.rules).toEqual(
      RULES.alerting.rules.map(({ alert, expr, forSeconds, labels, summary, description, runbookUrl }) => ({
        ...{ alert, expr, labels, for: promDuration(forSeconds) },
        annotations: { summary, description, runbook_url: runbookUrl },
      })),
    );
  });

  it('says in a trial how often Prometheus has to scrape', () => {
    expect(renderRules(generateRules({}, { timeScale: 0.01 }), 'prometheus')).toContain(
      '\n# Time scale 0.01: the shortest window is 3s; scrape at least every 1500ms.\ngroups:',
    );
    expect(renderRules(RULES, 'prometheus')).not.toContain('Time scale');
  });
});

describe('the file of Grafana', () => {
  it('has its own templates, and no variable that a provisioning file would fill in', () => {
    expect(grafanaTemplate('{{ $value | humanize }} {{ $labels.model }}')).toBe(
      '{{ $values.A.Value | humanize }} {{ $labels.model }}',
    );
    const text = renderRules(RULES, 'grafana');
    expect(text).not.toMatch(/\$value\b/);
    expect(text).not.toContain('${');
  });

  it('is evaluated at multiples of ten seconds', () => {
    const intervals = [0.005, 0.01, 1, 1.5, 10].map((timeScale) => {
      const { groups } = parse(renderRules(generateRules({}, { timeScale }), 'grafana')) as {
        groups: { interval: string }[];
      };
      return groups[0]?.interval;
    });
    expect(intervals).toEqual(['10s', '10s', '30s', '50s', '5m']);
  });
});

describe('JSON', () => {
  it('has the rules with both files', () => {
    expect(JSON.parse(renderRules(RULES, 'json'))).toEqual({
      ...RULES,
      prometheus: renderRules(RULES, 'prometheus'),
      grafana: renderRules(RULES, 'grafana'),
    });
  });
});
