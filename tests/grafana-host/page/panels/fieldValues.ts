import { getFieldDisplayValues, type FieldDisplay, type PanelProps, type ReduceDataOptions } from '@grafana/data';
import { config } from '@grafana/runtime';
import { nameFields } from './nameFields.ts';

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
  nameFields(data.series);
  return getFieldDisplayValues({
    fieldConfig,
    reduceOptions: { calcs: ['lastNotNull'], values: false, ...options.reduceOptions },
    replaceVariables,
    theme: config.theme2,
    data: data.series,
    timeZone,
  });
}
