import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useAlertingClient } from '../../../api/alerting/AlertingClientContext.ts';
import type { Folder } from '../../../api/alerting/provisionedRule.ts';

/** Folders of the uppermost level that the signed-in person sees. */
export function useFolders(): UseQueryResult<readonly Folder[]> {
  const client = useAlertingClient();
  return useQuery({ queryKey: ['alerting', 'folders'], queryFn: client.folders, refetchInterval: false, retry: false });
}
