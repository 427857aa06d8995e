import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useAlertingClient } from '../../../api/alerting/AlertingClientContext.ts';
import type { RuleStatus } from '../../../api/alerting/ruleStates.ts';
import { useRefreshMs } from '../../../hooks/refresh/RefreshContext.ts';

/** Key of every answer about how rules stand. */
export const STATUSES_KEY = ['alerting', 'states'] as const;

/** How rules stand, as Grafana (`grafana`) or a data source tells it; undefined = nobody is asked. */
export function useRuleStatuses(source: string | undefined): UseQueryResult<readonly RuleStatus[]> {
  const client = useAlertingClient();
  return useQuery({
    queryKey: [...STATUSES_KEY, source ?? null],
    queryFn: () => client.states(source ?? ''),
    enabled: source !== undefined,
    refetchInterval: useRefreshMs(),
    retry: false,
  });
}
