import type { PanelData } from '@grafana/data';

const LABEL = 'model';

/** Requested models that the series of a panel carry as their label `model`, each once. */
export function modelsOfPanel(data: Pick<PanelData, 'series'> | undefined): readonly string[] {
  const labels = data?.series.flatMap(({ fields }) => fields.map((field) => field.labels?.[LABEL])) ?? [];
  return [...new Set(labels.filter((model): model is string => Boolean(model)))];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The label `model` of an alert rule, or of one of its instances; undefined where it has none. */
export function modelOfAlert(context: unknown): string | undefined {
  if (!isRecord(context)) return undefined;
  const holder = isRecord(context['instance']) ? context['instance'] : context;
  const labels = holder['labels'];
  const model = isRecord(labels) ? labels[LABEL] : undefined;
  return typeof model === 'string' && model !== '' ? model : undefined;
}
