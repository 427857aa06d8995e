import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useAlertingClient } from '../../../api/alerting/AlertingClientContext.ts';
import type { Folder } from '../../../api/alerting/provisionedRule.ts';
import { ALERTING_KEY } from './alertingKey.ts';

/** Folders of the uppermost level that the signed-in person sees. */
export function useFolders(): UseQueryResult<readonly Folder[]> {
  const client = useAlertingClient();
  return useQuery({
    queryKey: [ALERTING_KEY, 'folders'],
    queryFn: client.folders,
    refetchInterval: false,
    retry: false,
  });
}
