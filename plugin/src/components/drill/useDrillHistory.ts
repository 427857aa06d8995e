import { skipToken, useQuery } from '@tanstack/react-query';
import { listDrills, type Drill } from '@understudy/contract';
import { useAgentQuery } from '../../hooks/useAgentQuery.ts';
import type { AllowanceFact } from './drillAllowance.ts';

/** Where the last test leaves what it said of how many are left; outlives the drawer. */
export const ALLOWANCE_KEY = ['drillAllowance'] as const;

interface DrillHistory {
  /** What is known of how many tests are left, from whom it comes. */
  readonly allowances: readonly (AllowanceFact | null | undefined)[];
  /** The chain's last test, whoever ran it. */
  readonly last: Drill | null;
}

/** What the agent remembers of the tests of a chain, and how many more it allows this person. */
export function useDrillHistory(model: string): DrillHistory {
  const { data, dataUpdatedAt } = useAgentQuery(listDrills, { query: { model, limit: 1 } });
  const told = useQuery<AllowanceFact>({ queryKey: ALLOWANCE_KEY, queryFn: skipToken, staleTime: Infinity });
  const { items = [], limit = null } = data?.data ?? {};
  return { allowances: [limit && { ...limit, at: dataUpdatedAt }, told.data], last: items[0] ?? null };
}
