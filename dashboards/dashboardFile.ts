import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const dataSource = z.looseObject({ type: z.string(), uid: z.string() });

const target = z.looseObject({
  refId: z.string(),
  expr: z.string(),
  datasource: dataSource,
  instant: z.boolean().optional(),
  exemplar: z.boolean().optional(),
  legendFormat: z.string().optional(),
});

const panel = z.looseObject({
  id: z.number(),
  type: z.string(),
  title: z.string(),
  description: z.string().optional(),
  datasource: dataSource.optional(),
  gridPos: z.strictObject({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(target).default([]),
  fieldConfig: z
    .looseObject({ defaults: z.looseObject({ unit: z.string().optional(), noValue: z.string().optional() }) })
    .optional(),
});

const row = z.looseObject({
  ...panel.shape,
  type: z.literal('row'),
  collapsed: z.boolean(),
  panels: z.array(panel),
});

const variable = z.looseObject({
  name: z.string(),
  type: z.string(),
  allValue: z.string().optional(),
  query: z.union([z.string(), z.looseObject({ query: z.string() })]).optional(),
});

const annotation = z.looseObject({ name: z.string(), datasource: dataSource, expr: z.string().optional() });

const dashboard = z.looseObject({
  uid: z.string(),
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  schemaVersion: z.number(),
  refresh: z.string(),
  graphTooltip: z.number(),
  time: z.strictObject({ from: z.string(), to: z.string() }),
  panels: z.array(z.union([row, panel])),
  templating: z.strictObject({ list: z.array(variable) }),
  annotations: z.strictObject({ list: z.array(annotation) }),
});

/** A panel of a committed dashboard, as far as it is read here. */
export type DashboardPanel = z.infer<typeof panel>;
/** A committed dashboard. */
export type DashboardFile = z.infer<typeof dashboard>;

const FOLDER = join(import.meta.dirname, '../provisioning/grafana/dashboards');

/** The dashboards that are committed, by name. */
export function readDashboards(): DashboardFile[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => dashboard.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))));
}

/** Panels in a folded row; none where it is open, or no row. */
export function foldedIn(each: DashboardPanel): DashboardPanel[] {
  const read = row.safeParse(each);
  return read.success ? read.data.panels : [];
}

/** Every panel of a dashboard, also those in folded rows; rows themselves are none. */
export function panelsOf({ panels }: DashboardFile): DashboardPanel[] {
  return panels.flatMap((each) => (each.type === 'row' ? foldedIn(each) : [each]));
}
