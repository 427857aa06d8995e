import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import { TableCellHeight, TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import {
  MappingType,
  SpecialValueMatch,
  type DashboardLink,
  type DynamicConfigValue,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { refIdAt } from '../parts/query.ts';
import { thresholdsOf, type Steps } from '../parts/thresholds.ts';
import { tile, type PanelSpec, type Tile } from '../parts/tile.ts';

/** A column made of a label that all queries of the table have. */
export interface LabelColumn {
  readonly label: string;
  readonly title: string;
  readonly links?: readonly Builder<DashboardLink>[];
}

/** A column made of a query. */
export interface ValueColumn {
  readonly expr: string;
  readonly title: string;
  readonly unit: string;
  readonly decimals?: number;
  readonly steps?: Steps;
  readonly mappings?: readonly ValueMapping[];
  /** Asked for its labels, which other queries do not have: its value is always 1. */
  readonly hidden?: true;
}

interface TableSpec extends Omit<PanelSpec, 'queries' | 'unit'> {
  readonly labels: readonly LabelColumn[];
  readonly values: readonly ValueColumn[];
  /** Title of a column, the highest first. */
  readonly sortBy?: string;
}

/** A row that another query made: a dash, in no colour that says something. */
const NOTHING: ValueMapping = {
  type: MappingType.SpecialValue,
  options: { match: SpecialValueMatch.NullAndNan, result: { text: '–', color: 'text', index: 100 } },
};

function propertiesOf({ unit, decimals, steps, mappings = [] }: ValueColumn): DynamicConfigValue[] {
  const colour = steps ?? (mappings.length > 0 ? (['text'] as const) : undefined);
  return [
    { id: 'unit', value: unit },
    ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
    { id: 'mappings', value: [...mappings, NOTHING] },
    ...(colour === undefined
      ? []
      : [
          { id: 'thresholds', value: thresholdsOf(colour).build() },
          { id: 'custom.cellOptions', value: { type: 'color-text' } },
        ]),
  ];
}

/** `Value` where there is one query, else `Value #A`. */
function fieldOf(at: number, count: number): string {
  return count === 1 ? 'Value' : `Value #${refIdAt(at)}`;
}

function columnNames({ labels, values }: TableSpec) {
  const fields = values.map(({ title, hidden }, at) => ({
    name: fieldOf(at, values.length),
    title,
    hidden,
  }));
  const shown = [
    ...labels.map(({ label, title }) => [label, title] as const),
    ...fields.flatMap(({ name, title, hidden }) => (hidden ? [] : [[name, title] as const])),
  ];
  const unseen = fields.flatMap(({ name, hidden }) => (hidden ? [name] : []));
  return { shown, excluded: ['Time', ...unseen] };
}

/** One row for each set of labels, one column for each query. */
export function table(spec: TableSpec): Tile {
  const { labels, values, sortBy, ...rest } = spec;
  const { shown, excluded } = columnNames(spec);
  const builder = new PanelBuilder()
    .cellHeight(TableCellHeight.Sm)
    .showHeader(true)
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: Object.fromEntries(excluded.map((name) => [name, true])),
        indexByName: Object.fromEntries(shown.map(([name], at) => [name, at])),
        renameByName: Object.fromEntries(shown),
      },
    });
  if (sortBy !== undefined) builder.sortBy([new TableSortByFieldStateBuilder().displayName(sortBy).desc(true)]);
  for (const { title, links = [] } of labels) {
    if (links.length > 0) builder.overrideByName(title, [{ id: 'links', value: links.map((link) => link.build()) }]);
  }
  for (const value of values.filter(({ hidden }) => !hidden)) builder.overrideByName(value.title, propertiesOf(value));
  const queries = values.map(({ expr }) => ({ expr, instant: true, format: 'table' }) as const);
  return tile(builder, { ...rest, unit: 'none', queries });
}
