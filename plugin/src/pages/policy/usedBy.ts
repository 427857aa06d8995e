import type { Chain } from '@understudy/contract';
import { t } from '@grafana/i18n';

/** How many chains the policy holds for, and how many say something else: "Used by 9 chains, 1 overrides it". */
export function usedBy(chains: readonly Pick<Chain, 'policy' | 'preset'>[]): string {
  const overriding = chains.filter((chain) => chain.policy !== undefined || chain.preset !== undefined).length;
  const used =
    chains.length === 1
      ? t('policy.used.one', 'Used by 1 chain')
      : t('policy.used.many', 'Used by {{- count}} chains', { count: chains.length });
  if (overriding === 0) return used;
  return overriding === 1
    ? t('policy.used.one-overrides', '{{- used}}, 1 overrides it', { used })
    : t('policy.used.override', '{{- used}}, {{- count}} override it', { used, count: overriding });
}
