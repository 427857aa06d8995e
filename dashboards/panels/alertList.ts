import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Tile } from '../parts/tile.ts';
import { GRAFANA } from '../parts/dataSource.ts';

/** Alerts of Understudy that are pending or firing, of Prometheus and of Grafana. */
export function alertList(width: number): Tile {
  const builder = new PanelBuilder()
    .type('alertlist')
    .title('Alerts')
    .description(
      'Alerts of Understudy that are pending or firing, from Prometheus and from Grafana. Open one for its runbook.',
    )
    .datasource(GRAFANA)
    .unit('none')
    .noValue('No alert')
    .options({
      viewMode: 'list',
      groupMode: 'default',
      groupBy: [],
      maxItems: 20,
      sortOrder: 3,
      dashboardAlerts: false,
      alertName: '',
      alertInstanceLabelFilter: '{alertname=~"LLM.+"}',
      showInactiveAlerts: false,
      stateFilter: { firing: true, pending: true, error: true, noData: false, normal: false, recovering: true },
    });
  return { width, builder };
}
