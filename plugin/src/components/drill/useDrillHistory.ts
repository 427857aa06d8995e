import { listDrills, type Drill } from '@understudy/contract';
import { useAgentQuery } from '../../hooks/useAgentQuery.ts';
import { useNow } from '../../hooks/useNow.ts';

/** Tests that this person may still run. */
export interface DrillAllowance {
  readonly remaining: number;
  readonly limit: number;
  /** Seconds until all of them are free again; counts down. */
  readonly resetSeconds: number;
}

interface DrillHistory {
  /** null = not known (yet). */
  readonly allowance: DrillAllowance | null;
  /** The chain's last test, whoever ran it. */
  readonly last: Drill | null;
}

const SECOND_MS = 1_000;

/** What the agent remembers of the tests of a chain, and how many more it allows. */
export function useDrillHistory(model: string): DrillHistory {
  const now = useNow(SECOND_MS);
  const { data, dataUpdatedAt } = useAgentQuery(listDrills, { query: { model, limit: 1 } });
  if (!data) return { allowance: null, last: null };
  const { items, limit: said } = data.data;
  const resetSeconds = Math.ceil(said.resetSeconds - Math.max(0, now - dataUpdatedAt) / SECOND_MS);
  const free = resetSeconds <= 0;
  return {
    allowance: {
      limit: said.limit,
      remaining: free ? said.limit : said.remaining,
      resetSeconds: Math.max(0, resetSeconds),
    },
    last: items[0] ?? null,
  };
}
