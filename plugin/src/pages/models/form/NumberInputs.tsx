import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Field, Input, useStyles2 } from '@grafana/ui';
import type { FieldProblemProps } from './fieldProblem.ts';
import type { ModelForm, NumberName } from './modelForm.ts';

interface Props {
  readonly form: ModelForm;
  readonly onChange: (part: Partial<ModelForm>) => void;
  readonly problemOf: (field: NumberName) => FieldProblemProps;
}

function entries(): readonly {
  readonly name: NumberName;
  readonly label: string;
  readonly suffix: string;
  readonly empty?: string;
}[] {
  const usd = t('models.form.usd', 'USD / 1M');
  const tokens = t('models.form.tokens', 'tokens');
  const asInput = t('models.form.as-input', 'as input');
  return [
    { name: 'input', label: t('models.form.input', 'Input price'), suffix: usd },
    { name: 'output', label: t('models.form.output', 'Output price'), suffix: usd },
    { name: 'cachedInput', label: t('models.form.cached', 'Cached input price'), suffix: usd, empty: asInput },
    { name: 'cacheWrite', label: t('models.form.cache-write', 'Cache write price'), suffix: usd, empty: asInput },
    { name: 'contextWindow', label: t('models.form.context', 'Context window'), suffix: tokens },
    { name: 'maxOutput', label: t('models.form.max-output', 'Longest output'), suffix: tokens },
  ];
}

/** Prices and sizes; empty = unknown. */
export function NumberInputs({ form, onChange, problemOf }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles}>
      {entries().map(({ name, label, suffix, empty }) => (
        <Field key={name} noMargin label={label} {...problemOf(name)}>
          <Input
            id={`model-${name}`}
            inputMode="decimal"
            value={form[name]}
            suffix={suffix}
            placeholder={empty ?? t('models.unknown', 'unknown')}
            onChange={(event) => onChange({ [name]: event.currentTarget.value })}
          />
        </Field>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
    input: { fontVariantNumeric: 'tabular-nums', textAlign: 'right' },
  });
