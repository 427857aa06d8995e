import type { Chain, ChainList, EffectivePolicy } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { specialMode, type SpecialList, type SpecialMode } from '../edit/chainEdit.ts';

/** When a list of steps is walked. */
export function listTitle(list: ChainList): string {
  switch (list) {
    case 'fallbacks':
      return t('chains.list.fallbacks', 'Fallbacks');
    case 'contextWindowFallbacks':
      return t('chains.list.context', 'When the context window is exceeded');
    case 'contentPolicyFallbacks':
      return t('chains.list.content', 'When content is filtered');
  }
}

/** What a special list may do. */
export function modeName(mode: SpecialMode): string {
  switch (mode) {
    case 'as above':
      return t('chains.list.as-above', 'as above');
    case 'none':
      return t('chains.list.none', 'no fallback');
    case 'own':
      return t('chains.list.own', 'a list of its own');
  }
}

const TRIGGER_OF = { contextWindowFallbacks: 'context_window', contentPolicyFallbacks: 'content_policy' } as const;

/** Whether the trigger that a special list serves is off for the chain. */
export function isOff(list: SpecialList, rules: Pick<EffectivePolicy, 'triggers'>): boolean {
  return !rules.triggers[TRIGGER_OF[list]].enabled;
}

/** What a special list does in a few words: its models, or where it takes them from. */
export function specialSummary(chain: Chain, list: SpecialList, rules: Pick<EffectivePolicy, 'triggers'>): string {
  const mode = specialMode(chain, list);
  if (mode === 'own') return (chain[list] ?? []).join(', ');
  if (mode === 'as above' && isOff(list, rules)) {
    return t('chains.list.off', 'no fallback: off in the policy');
  }
  return modeName(mode);
}

/** A list as a value: its models, or what stands for it. */
export function listValue(models: readonly string[] | undefined): string {
  if (models === undefined) return modeName('as above');
  return models.length === 0 ? modeName('none') : models.join(', ');
}
