import type { DocumentChange } from '@understudy/contract';
import { t } from '@grafana/i18n';
import type { ChainChange } from '../edit/chainChanges.ts';
import { listTitle, listValue } from './listWords.ts';
import { presetName } from './presetName.ts';

/** A change that is no change of a step, in words; steps are shown side by side instead. */
function settingWords(change: Extract<ChainChange, { kind: 'enabled' | 'preset' | 'policy' }>): string {
  switch (change.kind) {
    case 'enabled':
      return change.after
        ? t('chains.change.on', 'The chain is switched on.')
        : t('chains.change.off', 'The chain is switched off: the primary is called alone.');
    case 'preset':
      return t('chains.change.preset', 'Preset: {{- before}} → {{- after}}.', {
        before: presetWords(change.before),
        after: presetWords(change.after),
      });
    case 'policy':
      return t('chains.change.policy', "The chain's own policy: {{- fields}}.", {
        fields: change.fields.map(fieldWords).join('; '),
      });
  }
}

function fieldWords({ path, before, after }: DocumentChange): string {
  const shown = (value: unknown): string =>
    value === undefined ? t('chains.change.as-policy', 'as the policy') : JSON.stringify(value);
  return `${path} ${shown(before)} → ${shown(after)}`;
}

function presetWords(preset: Parameters<typeof presetName>[0] | undefined): string {
  return preset === undefined ? t('chains.change.of-policy', 'that of the policy') : presetName(preset);
}

/** Any change in a sentence, for lists of what somebody did. */
export function changeWords(change: ChainChange): string {
  switch (change.kind) {
    case 'added':
      return t('chains.change.added', '{{- model}} added as step {{- to}}', { model: change.model, to: change.to });
    case 'removed':
      return t('chains.change.removed', '{{- model}} removed, was step {{- from}}', {
        model: change.model,
        from: change.from,
      });
    case 'moved':
      return t('chains.change.moved', '{{- model}} moved from step {{- from}} to {{- to}}', {
        model: change.model,
        from: change.from,
        to: change.to,
      });
    case 'list':
      return t('chains.change.list', '{{- list}}: {{- before}} → {{- after}}', {
        list: listTitle(change.list),
        before: listValue(change.before),
        after: listValue(change.after),
      });
    default:
      return settingWords(change);
  }
}
