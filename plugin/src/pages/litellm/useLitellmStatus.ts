import { getLitellmStatus } from '@understudy/contract';
import { useAgentQuery } from '../../hooks/useAgentQuery.ts';

/** While something is being written, its end is to show soon. */
const RUNNING_MS = 2_000;

/** File, proxy and the last write, as the agent knows them. */
export function useLitellmStatus() {
  const query = useAgentQuery(getLitellmStatus);
  useAgentQuery(getLitellmStatus, {}, { refetchMs: RUNNING_MS, enabled: query.data?.data.running === true });
  return query;
}
