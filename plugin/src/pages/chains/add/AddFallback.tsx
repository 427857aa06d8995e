import React, { useCallback, useId, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2, type ComboboxOption } from '@grafana/ui';
import type { Registry } from '../steps/registry.ts';
import { candidateOption } from './candidateOption.ts';
import { fallbackCandidates } from './fallbackCandidates.ts';
import { ModelCombobox } from './ModelCombobox.tsx';

interface Props {
  readonly registry: Registry;
  /** The model whose chain it is. */
  readonly primary: string;
  /** Models of the list already. */
  readonly present: readonly string[];
  readonly onAdd: (model: string) => void;
}

/** Finds a model by name, provider or capability and adds it to the end of a list of steps. */
export function AddFallback({ registry, primary, present, onAdd }: Props) {
  const styles = useStyles2(getStyles);
  const labelId = useId();
  const [added, setAdded] = useState(0);
  const find = useCallback(
    (search: string) => fallbackCandidates(registry, primary, present, search).map(candidateOption),
    [registry, primary, present],
  );
  const choose = ({ value, infoOption }: ComboboxOption): void => {
    // A listed reason is no choice.
    if (!infoOption) onAdd(value);
    setAdded((times) => times + 1);
  };
  return (
    <div className={styles.box}>
      <Icon name="plus" aria-hidden />
      <span id={labelId} className={styles.spoken}>
        {t('chains.add.label', 'Add a fallback')}
      </span>
      <div className={styles.field}>
        <ModelCombobox
          // The box keeps what was chosen last as its text: a new one is empty, and stays ready for the next.
          key={added}
          labelledBy={labelId}
          find={find}
          focused={added > 0}
          placeholder={t('chains.add.placeholder', 'Add a fallback: search models, providers or capabilities')}
          onChoose={choose}
        />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    alignItems: 'center',
    border: `1px dashed ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.secondary,
    display: 'flex',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1, 1.5),
  }),
  field: css({ flex: 1, maxWidth: theme.spacing(60), minWidth: 0 }),
  spoken: css({ clipPath: 'inset(50%)', height: 1, overflow: 'hidden', position: 'absolute', width: 1 }),
});
