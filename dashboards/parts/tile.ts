import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import type {
  DashboardLink,
  GridPos,
  Panel,
  ThresholdsConfig,
  ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DATA_SOURCE } from './dataSource.ts';
import { targetsOf, type Query } from './query.ts';
import { PLAIN, thresholdsOf, type Steps } from './thresholds.ts';

/** What the builders of all kinds of panels have in common. */
export interface PanelBuilderLike extends Builder<Panel> {
  id(id: number): this;
  gridPos(gridPos: GridPos): this;
  title(title: string): this;
  description(description: string): this;
  datasource(datasource: DataSourceRef): this;
  targets(targets: Builder<Dataquery>[]): this;
  unit(unit: string): this;
  decimals(decimals: number): this;
  min(min: number): this;
  max(max: number): this;
  noValue(noValue: string): this;
  mappings(mappings: ValueMapping[]): this;
  thresholds(thresholds: Builder<ThresholdsConfig>): this;
  dataLinks(links: Builder<DashboardLink>[]): this;
}

/** What every panel says. */
export interface PanelSpec {
  readonly title: string;
  /** What it means, and what to do about it. */
  readonly description: string;
  /** Columns of 24. */
  readonly width: number;
  readonly queries: readonly Query[];
  /** Of Grafana's units. */
  readonly unit: string;
  /** What no data means. */
  readonly noValue: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly steps?: Steps;
  readonly mappings?: readonly ValueMapping[];
  readonly links?: readonly Builder<DashboardLink>[];
}

/** A panel without its place. */
export interface Tile {
  readonly width: number;
  readonly builder: PanelBuilderLike;
}

/** Gives a builder what all panels have. */
export function tile(builder: PanelBuilderLike, spec: PanelSpec): Tile {
  const { title, description, unit, noValue, queries, decimals, min, max, mappings = [], links = [] } = spec;
  builder.title(title).description(description).datasource(DATA_SOURCE).targets(targetsOf(queries));
  builder
    .unit(unit)
    .noValue(noValue)
    .thresholds(thresholdsOf(spec.steps ?? PLAIN));
  if (decimals !== undefined) builder.decimals(decimals);
  if (min !== undefined) builder.min(min);
  if (max !== undefined) builder.max(max);
  if (mappings.length > 0) builder.mappings([...mappings]);
  if (links.length > 0) builder.dataLinks([...links]);
  return { width: spec.width, builder };
}
