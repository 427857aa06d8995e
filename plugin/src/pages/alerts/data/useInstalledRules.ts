import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useAlertingClient } from '../../../api/alerting/AlertingClientContext.ts';
import type { ProvisionedRule } from '../../../api/alerting/provisionedRule.ts';
import { useRefreshMs } from '../../../hooks/refresh/RefreshContext.ts';
import { ALERTING_KEY } from './alertingKey.ts';
import { useMayInstall } from './useMayInstall.ts';

/** Grafana's own rules as they were written; not asked for those who may not write them. */
export function useInstalledRules(): UseQueryResult<readonly ProvisionedRule[]> {
  const client = useAlertingClient();
  return useQuery({
    queryKey: [ALERTING_KEY, 'rules'],
    queryFn: client.rules,
    enabled: useMayInstall(),
    refetchInterval: useRefreshMs(),
    retry: false,
  });
}
