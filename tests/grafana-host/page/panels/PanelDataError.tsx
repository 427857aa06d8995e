import type { PanelDataErrorViewProps } from '@grafana/runtime';

/** What Grafana shows in a panel whose data does not fit. */
export function PanelDataError({
  message,
  data,
  needsNumberField,
  needsStringField,
  needsTimeField,
}: PanelDataErrorViewProps) {
  const missing = Object.entries({ time: needsTimeField, number: needsNumberField, string: needsStringField })
    .filter(([, needed]) => needed === true)
    .map(([kind]) => kind);
  const reason = data.series.length === 0 || missing.length === 0 ? 'No data' : `Data is missing a ${missing[0]} field`;
  return <div className="panel-empty">{message ?? reason}</div>;
}
