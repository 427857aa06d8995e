import { useCallback } from 'react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import {
  getChain,
  getPolicy,
  getStatus,
  listModels,
  type AgentStatus,
  type ChainResource,
  type ModelResource,
  type Policy,
} from '@understudy/contract';
import { useAgentClient } from '../../../api/AgentClientContext.ts';
import type { AgentClient } from '../../../api/agentClient.ts';
import { AgentError } from '../../../api/AgentError.ts';
import { readAllItems } from '../../../api/readAllItems.ts';
import { useRefreshMs } from '../../../hooks/refresh/RefreshContext.ts';
import { ianaTimeZone } from '../../../hooks/timeZone.ts';
import type { ChainSnapshot } from '../edit/chainSnapshot.ts';
import { registryOf, type Registry } from '../steps/registry.ts';
import { chainPageKey } from './chainKeys.ts';
import { snapshotOf } from './snapshotOf.ts';

/** Everything that the page of one chain shows, read at one time. */
export interface ChainPageData {
  readonly model: string;
  readonly snapshot: ChainSnapshot;
  /** What is known of the chain beside its settings; undefined = there is no chain. */
  readonly live: ChainResource['status'];
  readonly registry: Registry;
  readonly policy: Policy;
  readonly status: AgentStatus;
}

interface Read {
  readonly chain: { readonly resource: ChainResource; readonly etag: string | undefined } | null;
  readonly models: readonly ModelResource[];
  readonly policy: Policy;
  readonly status: AgentStatus;
}

/** The chain, as of after the models were read: null where it was deleted in between. */
async function readChain(client: AgentClient, model: string, signal: AbortSignal): Promise<Read['chain']> {
  try {
    const { data, etag } = await client.call(getChain, { target: model, query: { tz: ianaTimeZone() }, signal });
    return { resource: data, etag };
  } catch (error) {
    if (error instanceof AgentError && error.kind === 'missing') return null;
    throw error;
  }
}

async function readPage(client: AgentClient, model: string, signal: AbortSignal): Promise<Read> {
  const [models, policy, status] = await Promise.all([
    readAllItems(client, listModels, {}, signal),
    client.call(getPolicy, { signal }),
    client.call(getStatus, { query: { limit: 1 }, signal }),
  ]);
  // A chain never names its own model, so a model that is used by the chain of itself has one. Asking for one that is not
  // there would be an error in the browser's console for a state that is none.
  const hasChain = models.items.some(({ id, status: known }) => id === model && known?.chains.includes(id));
  const chain = hasChain ? await readChain(client, model, signal) : null;
  return { chain, models: models.items, policy: policy.data, status: status.data };
}

/** Reads the page of a chain, and again while it is open. */
export function useChainPage(model: string): UseQueryResult<ChainPageData, AgentError> {
  const client = useAgentClient();
  const select = useCallback((read: Read) => pageOf(model, read), [model]);
  return useQuery<Read, AgentError, ChainPageData>({
    queryKey: chainPageKey(model),
    queryFn: ({ signal }) => readPage(client, model, signal),
    refetchInterval: useRefreshMs(),
    select,
  });
}

function pageOf(model: string, { chain, models, policy, status }: Read): ChainPageData {
  return {
    model,
    snapshot: chain ? snapshotOf(chain.resource, chain.etag) : { chain: null, etag: undefined },
    live: chain?.resource.status,
    registry: registryOf(models),
    policy,
    status,
  };
}
