import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';

const APP = '/a/understudy-fallback-app';

/** What all dashboards of Understudy carry. */
export const TAG = 'understudy';

/** Data source, agents and time range go along. */
const SCOPE = '${datasource:queryparam}&${job:queryparam}&${namespace:queryparam}&${__url_time_range}';

function dataLink(title: string, url: string): DashboardLinkBuilder {
  return new DashboardLinkBuilder(title).url(url);
}

function toModel(model: string): DashboardLinkBuilder[] {
  return [
    dataLink('Model in detail', `/d/understudy-model?${SCOPE}&var-model=${model}`),
    dataLink('Fallback chain', `${APP}/chains?model=${model}`),
  ];
}

/** From a series with a label `model` to that model. */
export const MODEL_OF_SERIES = toModel('${__field.labels.model:percentencode}');

/** From a row of a table with a column `Model`. */
export const MODEL_OF_ROW = toModel('${__data.fields.Model:percentencode}');

/** From a series with a label `provider`. */
export const PROVIDER_OF_SERIES = [
  dataLink('Providers in detail', `/d/understudy-providers?${SCOPE}&\${model:queryparam}`),
  dataLink('Models & providers', `${APP}/models`),
];

/** To a dashboard, with everything that is selected here. */
export function toBoard(title: string, uid: string): DashboardLinkBuilder[] {
  return [dataLink(title, `/d/${uid}?${SCOPE}&\${model:queryparam}`)];
}

/** To a page of the app. */
export function toPage(title: string, page: string): DashboardLinkBuilder[] {
  return [dataLink(title, `${APP}/${page}`)];
}

/** Above every dashboard: the others, and the app. */
export function boardLinks(): DashboardLinkBuilder[] {
  return [
    new DashboardLinkBuilder('Dashboards')
      .type(DashboardLinkType.Dashboards)
      .tags([TAG])
      .asDropdown(true)
      .includeVars(true)
      .keepTime(true),
    new DashboardLinkBuilder('Understudy')
      .type(DashboardLinkType.Link)
      .icon('external link')
      .tooltip('Chains, policy, activity and tests of fallbacks')
      .url(`${APP}/overview`),
  ];
}
