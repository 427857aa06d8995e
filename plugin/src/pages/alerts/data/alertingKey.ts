/** Key of every answer of Grafana about folders, rules and their states. */
export const ALERTING_KEY = 'alerting';
