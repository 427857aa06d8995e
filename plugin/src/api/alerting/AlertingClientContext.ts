import { createContext, useContext } from 'react';
import { grafanaAlerting, type AlertingClient } from './alertingClient.ts';

/** Grafana's alerting; a test puts its own here. */
export const AlertingClientContext = createContext<AlertingClient>(grafanaAlerting);

/** Grafana's alerting, with the rights of the signed-in person. */
export function useAlertingClient(): AlertingClient {
  return useContext(AlertingClientContext);
}
