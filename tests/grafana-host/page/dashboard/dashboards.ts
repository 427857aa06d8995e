import { FieldType, LoadingState, toDataFrame, type DataFrame } from '@grafana/data';
import { panelQuery } from '../../../../plugin/src/fallback-panel/panelQuery.ts';
import type { PromQuery } from '../prometheus/promQuery.ts';

/** Where a panel's data comes from: a real query, or made up where a state has to be shown. */
export type PanelSource =
  | { readonly kind: 'query'; readonly query: PromQuery }
  | {
      readonly kind: 'fixed';
      readonly state: LoadingState;
      readonly frames: readonly DataFrame[];
      readonly error?: string;
    };

/** A panel of a dashboard: its size is its own, in pixels; never wider than the page. */
export interface DashboardPanel {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly source: PanelSource;
}

/** A dashboard of the host. */
export interface Dashboard {
  readonly title: string;
  readonly panels: readonly DashboardPanel[];
}

const MANY = 1_000;

const instant: PanelSource = {
  kind: 'query',
  query: { refId: 'A', expr: panelQuery(), instant: true, format: 'table' },
};

const range: PanelSource = { kind: 'query', query: { refId: 'A', expr: panelQuery(), range: true } };

function fixed(state: LoadingState, frames: readonly DataFrame[], error?: string): PanelSource {
  return { kind: 'fixed', state, frames, ...(error === undefined ? {} : { error }) };
}

/** Rates from none to all, in an order that no column is sorted by. */
function models(count: number): DataFrame {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const totals = numbers.map((index) => 100 + ((index * 7919) % 50_000));
  const rates = numbers.map((index) => ((index * 37) % 101) / 100);
  const text = (name: string, values: string[]) => ({ name, type: FieldType.string, values });
  const number = (name: string, values: number[]) => ({ name, type: FieldType.number, values });
  return toDataFrame({
    refId: 'A',
    fields: [
      text(
        'model',
        numbers.map((index) => `provider-${index % 12}/model-${String(index).padStart(4, '0')}`),
      ),
      text(
        'fallback',
        numbers.map((index) => `fallback-${index % 9}`),
      ),
      number('total', totals),
      number(
        'fallbacks',
        totals.map((total, index) => Math.round(total * (rates[index] ?? 0))),
      ),
      number(
        'multiplier',
        numbers.map((index) => ((index * 13) % 40) / 10),
      ),
    ],
  });
}

const oddData = toDataFrame({
  refId: 'A',
  fields: [
    { name: 'time', type: FieldType.time, values: [0, 1000] },
    { name: 'temperature', type: FieldType.number, values: [21, 22] },
  ],
});

/** The dashboards by their address below `/d/`. */
export const dashboards: Readonly<Record<string, Dashboard>> = {
  demo: {
    title: 'Fallbacks',
    panels: [
      { title: 'Fallbacks per model', width: 1120, height: 300, source: instant },
      { title: 'With the trend', width: 720, height: 280, source: range },
      { title: 'Fallbacks', width: 400, height: 280, source: instant },
      { title: 'Narrow', width: 330, height: 240, source: instant },
      { title: 'Small', width: 240, height: 200, source: instant },
    ],
  },
  states: {
    title: 'States of the panel',
    panels: [
      { title: 'Loading', width: 400, height: 260, source: fixed(LoadingState.Loading, []) },
      { title: 'No data', width: 400, height: 260, source: fixed(LoadingState.Done, []) },
      { title: 'Other data', width: 400, height: 260, source: fixed(LoadingState.Done, [oddData]) },
      { title: 'Failed', width: 400, height: 260, source: fixed(LoadingState.Error, [], 'Bad gateway') },
      {
        title: 'Failed with old data',
        width: 400,
        height: 260,
        source: fixed(LoadingState.Error, [models(4)], 'Bad gateway'),
      },
      { title: 'Other data, small', width: 240, height: 160, source: fixed(LoadingState.Done, [oddData]) },
    ],
  },
  many: {
    title: '1,000 models',
    panels: [
      { title: 'Fallbacks per model', width: 1120, height: 600, source: fixed(LoadingState.Done, [models(MANY)]) },
    ],
  },
};
