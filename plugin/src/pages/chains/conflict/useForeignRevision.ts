import { listRevisions } from '@understudy/contract';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';
import type { ForeignRevision } from './ConflictAlert.tsx';

/** Who saved the chain of a model last; asked only while somebody wants to know. */
export function useForeignRevision(model: string, wanted: boolean): ForeignRevision | undefined {
  const { data } = useAgentQuery(listRevisions, { query: { model, limit: 20 } }, { enabled: wanted });
  const newest = wanted ? data?.data.items[0] : undefined;
  return newest && { author: newest.author, revision: newest.revision };
}
