import {
  getFieldDisplayName,
  getFieldDisplayValues,
  type FieldDisplay,
  type PanelProps,
  type ReduceDataOptions,
} from '@grafana/data';
import { config } from '@grafana/runtime';

/** How a panel of single values reduces its series. */
export interface ReduceOptions {
  readonly reduceOptions?: Partial<ReduceDataOptions>;
}

/** One value a series, or one a row where the options ask for all values. */
export function fieldValues({
  data,
  fieldConfig,
  options,
  replaceVariables,
  timeZone,
}: PanelProps<ReduceOptions>): FieldDisplay[] {
  // Colours by name are taken from names that were asked for before; Grafana's dashboard has done that.
  for (const frame of data.series) for (const field of frame.fields) getFieldDisplayName(field, frame, data.series);
  return getFieldDisplayValues({
    fieldConfig,
    reduceOptions: { calcs: ['lastNotNull'], values: false, ...options.reduceOptions },
    replaceVariables,
    theme: config.theme2,
    data: data.series,
    timeZone,
  });
}
