export { startHost } from './startHost.ts';
export type { GrafanaHost } from './server/grafanaHost.ts';
export { PROMETHEUS_UID } from './server/bootData.ts';
