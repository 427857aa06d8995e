import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useAlertingClient } from '../../../api/alerting/AlertingClientContext.ts';
import type { RuleStatus } from '../../../api/alerting/ruleStates.ts';
import { useRefreshMs } from '../../../hooks/refresh/RefreshContext.ts';
import { ALERTING_KEY } from './alertingKey.ts';

/** How rules stand, as Grafana (`grafana`) or a data source tells it; undefined = nobody is asked. */
export function useRuleStatuses(source: string | undefined): UseQueryResult<readonly RuleStatus[]> {
  const client = useAlertingClient();
  return useQuery({
    queryKey: [ALERTING_KEY, 'states', source ?? null],
    queryFn: () => client.states(source ?? ''),
    enabled: source !== undefined,
    refetchInterval: useRefreshMs(),
    retry: false,
  });
}
