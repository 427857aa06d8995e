import type { Role } from '@understudy/contract';
import { useAgentDown } from './useAgentDown.ts';
import { useAgentStatus } from './useAgentStatus.ts';
import { useMay } from './useMay.ts';

/** Why nothing can be edited: the person's role, a file that is in charge of the agent, or the agent is down. */
export type ReadOnlyReason = 'role' | 'managed' | 'down';

/** Undefined where the signed-in person can edit what asks for `needed`; else why not. Then no edit control is shown. */
export function useReadOnly(needed: Role = 'editor'): ReadOnlyReason | undefined {
  const may = useMay(needed);
  const managed = useAgentStatus().data?.data.config.managed ?? false;
  const down = useAgentDown();
  if (!may) return 'role';
  if (managed) return 'managed';
  return down ? 'down' : undefined;
}
