import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  VariableRefresh,
  VariableSort,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { METRICS } from '@understudy/contract';
import { select } from '../../plugin/src/promql/select.ts';
import { DATA_SOURCE } from './dataSource.ts';

/** Of Grafana: everything that there is. */
const ALL = '$__all';

/** Values of a label. `.*` for all of them, so that series without that label are there, too. */
function labelValues(name: string, label: string, description: string, series: string): QueryVariableBuilder {
  const query = `label_values(${series}, ${name})`;
  return new QueryVariableBuilder(name)
    .label(label)
    .description(description)
    .datasource(DATA_SOURCE)
    .query({ qryType: 1, query, refId: `variable-${name}` })
    .definition(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.NaturalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ selected: true, text: ['All'], value: [ALL] });
}

/** Prometheus, job, namespace and requested model: the same on every dashboard, so that links carry them. */
export function scopeVariables(): Builder<VariableModel>[] {
  const ofJob = { job: { regex: '$job' } } as const;
  const ofNamespace = { ...ofJob, namespace: { regex: '$namespace' } } as const;
  return [
    new DatasourceVariableBuilder('datasource')
      .label('Prometheus')
      .description('The Prometheus that scrapes the agents.')
      .type('prometheus')
      .current({ selected: true, text: 'Prometheus', value: 'prometheus' }),
    labelValues('job', 'Job', 'Scrape jobs of agents.', select(METRICS.buildInfo)),
    labelValues('namespace', 'Namespace', 'Empty where agents have none.', select(METRICS.buildInfo, ofJob)),
    labelValues('model', 'Model', 'The model that was asked for.', select(METRICS.requests, ofNamespace)),
  ];
}

/** A number that one may write above the dashboard. */
export function numberVariable(
  name: string,
  label: string,
  description: string,
  value: number,
): Builder<VariableModel> {
  const text = String(value);
  return new TextBoxVariableBuilder(name)
    .label(label)
    .description(description)
    .defaultValue(text)
    .current({ selected: true, text, value: text });
}
