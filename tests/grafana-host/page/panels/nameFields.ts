import { getFieldDisplayName, type DataFrame } from '@grafana/data';

/** Colours by name are taken from names that were asked for before; Grafana's dashboard has done that when a panel draws. */
export function nameFields(series: DataFrame[]): void {
  for (const frame of series) for (const field of frame.fields) getFieldDisplayName(field, frame, series);
}
