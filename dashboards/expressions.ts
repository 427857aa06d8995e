import { panelsOf, readDashboards, type DashboardFile } from './dashboardFile.ts';

/** A question that a dashboard asks Prometheus. */
export interface DashboardExpression {
  /** uid of the dashboard. */
  readonly dashboard: string;
  readonly kind: 'annotation' | 'panel' | 'variable';
  /** Title of the panel, name of the annotation or of the variable. */
  readonly name: string;
  readonly refId: string;
  /** With Grafana's variables. */
  readonly expr: string;
  /** One value; else a line over the time range. */
  readonly instant: boolean;
}

/** What stands in an expression for Grafana's variables; windows are durations of Prometheus. */
export interface VariableValues {
  readonly job?: string;
  readonly namespace?: string;
  readonly model?: string;
  /** Window of rates. Default 5m. */
  readonly rateInterval?: string;
  /** The whole range. Default 1h. */
  readonly range?: string;
}

const LABEL_VALUES = /^label_values\((.+), \w+\)$/;

function ofVariables({ uid, templating }: DashboardFile): DashboardExpression[] {
  return templating.list.flatMap(({ name, query }) => {
    const text = typeof query === 'object' ? query.query : (query ?? '');
    const expr = LABEL_VALUES.exec(text)?.[1];
    return expr === undefined
      ? []
      : [{ dashboard: uid, kind: 'variable' as const, name, refId: name, expr, instant: true }];
  });
}

function ofAnnotations({ uid, annotations }: DashboardFile): DashboardExpression[] {
  return annotations.list.flatMap(({ name, expr }) =>
    expr === undefined
      ? []
      : [{ dashboard: uid, kind: 'annotation' as const, name, refId: 'Anno', expr, instant: false }],
  );
}

function ofPanels(dashboard: DashboardFile): DashboardExpression[] {
  return panelsOf(dashboard).flatMap(({ title, targets }) =>
    targets.map(({ refId, expr, instant }) => ({
      dashboard: dashboard.uid,
      kind: 'panel' as const,
      name: title,
      refId,
      expr,
      instant: instant ?? false,
    })),
  );
}

/** Every question of the committed dashboards: of panels, annotations and variables. */
export function dashboardExpressions(): DashboardExpression[] {
  return readDashboards().flatMap((dashboard) => [
    ...ofVariables(dashboard),
    ...ofAnnotations(dashboard),
    ...ofPanels(dashboard),
  ]);
}

let fields: readonly (readonly [name: string, value: string])[] | undefined;

/** The values that the dashboards' own text fields begin with; read once. */
function textFields(): readonly (readonly [name: string, value: string])[] {
  fields ??= readDashboards()
    .flatMap(({ templating }) => templating.list.filter(({ type }) => type === 'textbox'))
    .map(({ name, query }) => [name, typeof query === 'string' ? query : '']);
  return fields;
}

/** PromQL as Grafana would send it: everything selected, text fields as they begin. */
export function withoutVariables(expr: string, values: VariableValues = {}): string {
  const { job = '.*', namespace = '.*', model = '.*', rateInterval = '5m', range = '1h' } = values;
  const all: (readonly [string, string])[] = [
    ['__rate_interval', rateInterval],
    ['__range', range],
    ['job', job],
    ['namespace', namespace],
    ['model', model],
    ...textFields(),
  ];
  return all.reduce((text, [name, value]) => text.replaceAll(`$${name}`, value), expr);
}
