import { listModels, listProviders } from '@understudy/contract';
import { useAgentQuery } from '../../hooks/useAgentQuery.ts';

/** How many models and providers there are; undefined until the agent has said. */
export function useTotals(): { readonly models: number | undefined; readonly providers: number | undefined } {
  const models = useAgentQuery(listModels, { query: { limit: 1 } });
  const providers = useAgentQuery(listProviders, { query: { limit: 1 } });
  return { models: models.data?.data.total, providers: providers.data?.data.total };
}
