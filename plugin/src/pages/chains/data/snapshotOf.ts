import { chainSchema, type ChainResource } from '@understudy/contract';
import type { AgentError } from '../../../api/AgentError.ts';
import type { ChainSnapshot } from '../edit/chainSnapshot.ts';

/** An answer of the agent as what edits begin with: the settings without what is known beside them. */
export function snapshotOf({ status: _status, ...chain }: ChainResource, etag: string | undefined): ChainSnapshot {
  return { chain, etag };
}

/** The chain in force as a refused write tells it; undefined = it does not. */
export function snapshotOfConflict({ problem }: AgentError): ChainSnapshot | undefined {
  const parsed = chainSchema.safeParse(problem?.current);
  return parsed.success && problem?.etag !== undefined ? { chain: parsed.data, etag: problem.etag } : undefined;
}
