import React from 'react';
import { css } from '@emotion/css';
import { listModels } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { MultiCombobox, useStyles2 } from '@grafana/ui';
import { useAllItems } from '../../hooks/useAllItems.ts';

interface Props {
  /** None = all. */
  readonly models: readonly string[];
  readonly onChange: (models: readonly string[]) => void;
}

/** Which requested models the page is about. Names of other agents may be typed. */
export function ModelFilter({ models, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const known = useAllItems(listModels).data?.items ?? [];
  return (
    <div className={styles}>
      <MultiCombobox
        aria-label={t('analytics.models', 'Models')}
        placeholder={t('analytics.all-models', 'All models')}
        options={known.map(({ id }) => ({ value: id, label: id }))}
        value={[...models]}
        createCustomValue
        isClearable
        onChange={(chosen) => onChange(chosen.map(({ value }) => value))}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => css({ maxWidth: theme.spacing(60) });
