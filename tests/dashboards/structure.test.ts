import { describe, expect, it } from '@jest/globals';
import {
  foldedIn,
  panelsOf,
  readDashboards,
  type DashboardFile,
  type DashboardPanel,
} from '../../dashboards/dashboardFile.ts';

const dashboards = readDashboards();
const COLUMNS = 24;

/** What is no variable of the dashboard: Grafana's own, and a part of a match in PromQL. */
const GLOBAL = /^(__.+|\d+)$/;

type Cell = readonly [id: number, cell: string];

/** Every cell of the grid that a panel covers. */
function cellsOf({ id, gridPos: { x, y, w, h } }: DashboardPanel): Cell[] {
  return Array.from({ length: w * h }, (_, at) => [id, `${x + (at % w)}/${y + Math.floor(at / w)}`] as const);
}

function overlaps(panels: readonly DashboardPanel[]): string[] {
  const covered = new Map<string, number>();
  return panels.flatMap(cellsOf).flatMap(([id, cell]) => {
    const other = covered.get(cell);
    covered.set(cell, id);
    return other === undefined ? [] : [`${other} and ${id} at ${cell}`];
  });
}

/** Names of variables that stand in a text: `$name`, `${name}`, `${name:format}`, `${__field.labels.x}`. */
function variablesIn(text: string): string[] {
  const found = [...text.matchAll(/\$(?:\{(\w+)[^}]*\}|(\w+))/g)];
  return [...new Set(found.map(([, braced, plain]) => braced ?? plain ?? ''))].filter((name) => !GLOBAL.test(name));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

function rowsOf({ panels }: DashboardFile): DashboardPanel[] {
  return panels.filter(({ type }) => type === 'row');
}

describe('the dashboards', () => {
  it('are the six, each under its own name', () => {
    expect(dashboards.map(({ uid }) => uid)).toEqual(
      ['agents', 'cost', 'model', 'overview', 'providers', 'slo'].map((name) => `understudy-${name}`),
    );
    expect(new Set(dashboards.map(({ title }) => title)).size).toBe(dashboards.length);
  });
});

describe.each(dashboards.map((dashboard) => [dashboard.uid, dashboard] as const))('%s', (_, dashboard) => {
  const panels = panelsOf(dashboard);

  it('begins with the last 6 hours, refreshes, shares its crosshair and can be found by its tag', () => {
    const { time, refresh, graphTooltip, tags, schemaVersion } = dashboard;
    expect({ time, refresh, graphTooltip, tags, schemaVersion }).toEqual({
      time: { from: 'now-6h', to: 'now' },
      refresh: '30s',
      graphTooltip: 1,
      tags: ['understudy'],
      schemaVersion: 42,
    });
  });

  it('numbers every panel and row once', () => {
    const ids = [...panels, ...rowsOf(dashboard)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(0);
  });

  it('fills the grid without a gap or an overlap, folded rows too', () => {
    for (const group of [dashboard.panels, ...rowsOf(dashboard).map(foldedIn)]) {
      expect(overlaps(group)).toEqual([]);
      expect(new Set(group.flatMap(cellsOf)).size % COLUMNS).toBe(0);
    }
    for (const { x, w } of panels.map(({ gridPos }) => gridPos)) expect(x + w).toBeLessThanOrEqual(COLUMNS);
  });

  it('says of every panel what it means, its unit and what no data means', () => {
    const silent = panels.filter(({ title, description = '', fieldConfig }) => {
      const { unit = '', noValue = '' } = fieldConfig?.defaults ?? {};
      return title === '' || description.length < 10 || !/[.]$/.test(description) || unit === '' || noValue === '';
    });
    expect(silent.map(({ title }) => title)).toEqual([]);
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
  });

  it('names every line: legends are made of labels, or are words', () => {
    const graphs = panels.filter(({ type }) => type === 'timeseries' || type === 'state-timeline');
    for (const { targets } of graphs) {
      for (const { legendFormat } of targets) expect(legendFormat).toMatch(/\w/);
      expect(new Set(targets.map(({ legendFormat }) => legendFormat)).size).toBe(targets.length);
    }
  });

  it('uses only variables that it has', () => {
    const has = new Set(dashboard.templating.list.map(({ name }) => name));
    const { templating, ...rest } = dashboard;
    const used = textsOf([rest, templating]).flatMap(variablesIn);
    expect(used.filter((name) => !has.has(name))).toEqual([]);
  });

  it('works where a label does not exist: everything selected means any value or none', () => {
    const queried = dashboard.templating.list.filter(({ type }) => type === 'query');
    expect(queried.map(({ name, allValue }) => [name, allValue])).toEqual(
      ['job', 'namespace', 'model'].map((name) => [name, '.*']),
    );
  });

  it('asks the Prometheus of the variable, nothing else', () => {
    const foreign = panels.filter(({ type }) => type === 'alertlist');
    const asked = panels
      .filter((panel) => !foreign.includes(panel))
      .flatMap(({ datasource, targets }) => [datasource?.uid, ...targets.map((target) => target.datasource.uid)]);
    expect(new Set(asked)).toEqual(new Set(['${datasource}']));
  });

  it('keeps every question within the scope that is selected', () => {
    const loose = panels
      .flatMap(({ title, targets }) => targets.map(({ expr }) => ({ title, expr })))
      .filter(({ expr }) => !expr.includes('job=~"$job"') || !expr.includes('namespace=~"$namespace"'));
    expect(loose).toEqual([]);
  });

  it('marks circuits and edits of chains', () => {
    expect(dashboard.annotations.list.map(({ name }) => name)).toEqual([
      'Annotations & Alerts',
      'Circuit opened',
      'Circuit closed',
      'Chains edited',
    ]);
  });
});

describe('links', () => {
  it('lead to dashboards that exist and pages of the app', () => {
    const texts = dashboards.flatMap(textsOf).filter((text) => text.startsWith('/'));
    const boards = new Set(dashboards.map(({ uid }) => `/d/${uid}`));
    const wrong = texts.filter((text) => {
      const path = text.split('?')[0] ?? '';
      if (path.startsWith('/d/')) return !boards.has(path);
      return !/^\/a\/understudy-fallback-app\/(overview|chains|policy|activity|analytics|models|litellm)$/.test(path);
    });
    expect(wrong).toEqual([]);
    expect(texts.length).toBeGreaterThan(60);
  });

  it('carry Prometheus, job, namespace and time range from dashboard to dashboard', () => {
    const links = dashboards.flatMap(textsOf).filter((text) => text.startsWith('/d/'));
    for (const link of links) {
      expect(link).toContain('${datasource:queryparam}&${job:queryparam}&${namespace:queryparam}&${__url_time_range}');
    }
  });

  it('show the app’s own panel on the first page', () => {
    const overview = dashboards.find(({ uid }) => uid === 'understudy-overview');
    expect(overview?.panels.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['understudy-fallback-panel', 'alertlist']),
    );
  });

  it('lead from durations to traces', () => {
    const withExemplars = dashboards
      .flatMap(panelsOf)
      .filter(({ targets }) => targets.some(({ exemplar }) => exemplar));
    expect(withExemplars.map(({ title }) => title).sort()).toEqual([
      'Duration',
      'Duration, 95th percentile',
      'Durations',
    ]);
  });
});
