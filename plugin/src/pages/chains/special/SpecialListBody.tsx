import React from 'react';
import { css } from '@emotion/css';
import type { Chain } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { specialMode, type ChainEdit, type SpecialList, type SpecialMode } from '../edit/chainEdit.ts';
import type { StepsView } from '../editor/stepsView.ts';
import { StepsList } from '../editor/StepsList.tsx';
import { modeName } from '../texts/listWords.ts';

/** What the lists need beside the chain. */
export interface SpecialListTools {
  readonly view: StepsView;
  /** Absent = this person may only look. */
  readonly onEdit?: ((edit: ChainEdit) => void) | undefined;
}

interface Props extends SpecialListTools {
  readonly chain: Chain;
  readonly list: SpecialList;
  /** The trigger that it serves is off, so that only a list of its own turns it on. */
  readonly off: boolean;
}

const MODES: readonly SpecialMode[] = ['as above', 'none', 'own'];

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** One special list, unfolded: where it takes its steps from, and its own steps. */
export function SpecialListBody({ chain, list, off, view, onEdit }: Props) {
  const styles = useStyles2(getStyles);
  const mode = specialMode(chain, list);
  return (
    <>
      {onEdit ? (
        <div className={styles.mode}>
          <RadioButtonGroup
            size="sm"
            aria-label={t('chains.special.mode', 'Steps')}
            value={mode}
            options={MODES.map((value) => ({ value, label: capital(modeName(value)) }))}
            onChange={(value) => onEdit({ type: 'special', list, mode: value })}
          />
        </div>
      ) : (
        mode !== 'own' && <span className={styles.note}>{capital(modeName(mode))}</span>
      )}
      {mode === 'as above' && off && (
        <span className={styles.note}>
          {t('chains.special.off', 'Off in the policy: only a list of its own falls back here.')}
        </span>
      )}
      {mode === 'own' && <StepsList list={list} models={chain[list] ?? []} view={view} onEdit={onEdit} />}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  mode: css({ padding: theme.spacing(0, 0.5) }),
  note: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    padding: theme.spacing(0, 0.5),
  }),
});
