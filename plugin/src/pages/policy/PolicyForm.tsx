import React from 'react';
import { css } from '@emotion/css';
import { PRESETS } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { PolicyCards } from './PolicyCards.tsx';
import type { PolicyEdit } from './policyEdit.ts';
import { offPresetSentence, presetSentence } from './policySentences.ts';
import { policyValues, triggersOffPreset } from './policyValues.ts';
import { TriggerTable } from './TriggerTable.tsx';
import type { PolicyDraft } from './usePolicyDraft.ts';

interface Props {
  readonly draft: PolicyDraft;
  readonly narrow: boolean;
  /** Absent = to be looked at only. */
  readonly onEdit?: ((edit: PolicyEdit) => void) | undefined;
}

function presetName(preset: (typeof PRESETS)[number]): string {
  switch (preset) {
    case 'patient':
      return t('policy.preset.name.patient', 'Patient');
    case 'immediate':
      return t('policy.preset.name.immediate', 'Immediate');
    case 'single':
      return t('policy.preset.name.single', 'Single');
  }
}

/** Preset, triggers, breaker, deadlines, limits. */
export function PolicyForm({ draft, narrow, onEdit }: Props) {
  const styles = useStyles2(getStyles);
  const values = policyValues(draft.policy);
  return (
    <>
      <div className={styles.preset}>
        <RadioButtonGroup
          aria-label={t('policy.preset.title', 'Preset')}
          value={values.preset}
          options={PRESETS.map((preset) => ({ label: presetName(preset), value: preset }))}
          disabled={!onEdit}
          onChange={(value) => onEdit?.({ kind: 'preset', value })}
        />
        <span className={styles.words}>
          {presetSentence(values.preset)} {offPresetSentence(triggersOffPreset(draft.policy).length)}
        </span>
      </div>
      <TriggerTable values={values} changes={draft.changes} narrow={narrow} onEdit={onEdit} />
      <PolicyCards values={values} changes={draft.changes} onEdit={onEdit} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  preset: css({
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
  }),
  words: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
