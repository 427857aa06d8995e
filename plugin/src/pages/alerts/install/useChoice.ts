import { useCallback, useMemo, useState } from 'react';
import type { AlertRules } from '@understudy/contract';
import type { ProvisionedRule } from '../../../api/alerting/provisionedRule.ts';
import { installedRules } from './installPlan.ts';

/** Which rules are to be in Grafana. */
export interface Choice {
  readonly chosen: ReadonlySet<string>;
  readonly choose: (id: string, chosen: boolean) => void;
  /** Back to what is installed. */
  readonly reset: () => void;
}

/** Those that are there; every rule where none is. What a person switches stays switched until they install. */
export function useChoice(rules: AlertRules | undefined, installed: readonly ProvisionedRule[] | undefined): Choice {
  const [switched, setSwitched] = useState<ReadonlyMap<string, boolean>>(new Map());
  const chosen = useMemo(() => {
    const present = new Set(installedRules(rules, installed ?? []).map(({ uid }) => uid));
    const ids = (rules?.alerting.rules ?? []).map(({ id }) => id);
    return new Set(ids.filter((id) => switched.get(id) ?? (present.size === 0 || present.has(id))));
  }, [rules, installed, switched]);
  const choose = useCallback((id: string, on: boolean) => setSwitched((before) => new Map(before).set(id, on)), []);
  const reset = useCallback(() => setSwitched(new Map()), []);
  return { chosen, choose, reset };
}
