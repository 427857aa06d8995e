import React, { useId } from 'react';
import { css } from '@emotion/css';
import { DRILL_FAILURES, type DrillFailure } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, Field, Input, RadioButtonGroup, Switch, useStyles2 } from '@grafana/ui';
import { failureHint, failureTitle } from './drillWords.ts';
import { failStepsChoices, type FailSteps } from './drillPlan.ts';
import type { DrillOptions } from './useDrillOptions.ts';

/** As long as the agent takes it. */
const MAX_MESSAGE = 4_000;

interface Props {
  readonly options: DrillOptions;
  readonly onChange: (change: Partial<DrillOptions>) => void;
  /** Steps that the chosen failure walks. */
  readonly steps: number;
  /** While a test runs, its options are what it runs with. */
  readonly disabled: boolean;
  readonly children: React.ReactNode;
  readonly onSubmit: () => void;
}

function failureOptions() {
  return DRILL_FAILURES.map((value) => ({ value, label: failureTitle(value), description: failureHint(value) }));
}

function stepsOption(value: FailSteps) {
  if (value === 1) {
    return { value, label: t('drill.steps-primary', 'Primary'), description: t('drill.steps-1', 'The primary fails') };
  }
  if (value === 'all') {
    return { value, label: t('drill.steps-all', 'All'), description: t('drill.steps-every', 'Every step fails') };
  }
  const more = value - 1;
  const description = t('drill.steps-more', 'The primary and the first {{count}} fallbacks fail', {
    count: more,
    defaultValue_one: 'The primary and the first fallback fail',
  });
  return { value, label: `+${more}`, description };
}

/** Esc closes the list alone where it is open; the drawer would go with it. */
function keepEscape(event: React.KeyboardEvent): void {
  const isOpen = event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true';
  if (event.key === 'Escape' && isOpen) event.stopPropagation();
}

interface FailureFieldProps {
  readonly value: DrillFailure;
  readonly disabled: boolean;
  readonly onChange: (failure: DrillFailure) => void;
}

function FailureField({ value, disabled, onChange }: FailureFieldProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <Field label={t('drill.failure', 'Failure')} htmlFor={id} noMargin className={styles.failure}>
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- hears what bubbles from the field */}
      <div onKeyDown={keepEscape}>
        <Combobox
          id={id}
          options={failureOptions()}
          value={value}
          disabled={disabled}
          onChange={(option) => onChange(option.value)}
        />
      </div>
    </Field>
  );
}

function StreamField({ options, disabled, onChange }: Pick<Props, 'options' | 'disabled' | 'onChange'>) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const cut = options.failure === 'cut_stream';
  return (
    <Field label={t('drill.stream', 'Stream')} htmlFor={id} noMargin>
      <div className={styles.switch} title={cut ? t('drill.only-streams', 'Only a stream can be cut') : undefined}>
        <Switch
          id={id}
          value={options.stream || cut}
          disabled={disabled || cut}
          onChange={(event) => onChange({ stream: event.currentTarget.checked })}
        />
      </div>
    </Field>
  );
}

/** What is to fail, and what is asked. */
export function DrillForm({ options, onChange, steps, disabled, children, onSubmit }: Props) {
  const styles = useStyles2(getStyles);
  const messageId = useId();
  // Without an id of its own Grafana's group makes a new one each time, and a click may miss it.
  const stepsId = useId();
  const empty = options.message.trim() === '';
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      <FailureField value={options.failure} disabled={disabled} onChange={(failure) => onChange({ failure })} />
      <Field label={t('drill.failing-steps', 'Failing steps')} noMargin>
        <RadioButtonGroup
          id={stepsId}
          aria-label={t('drill.failing-steps', 'Failing steps')}
          options={failStepsChoices(steps).map(stepsOption)}
          value={options.failSteps}
          disabled={disabled}
          onChange={(failSteps) => onChange({ failSteps })}
        />
      </Field>
      <StreamField options={options} disabled={disabled} onChange={onChange} />
      <Field
        label={t('drill.message', 'Message')}
        htmlFor={messageId}
        noMargin
        className={styles.wide}
        invalid={empty}
        error={empty ? t('drill.message-empty', 'The fallback needs something to answer.') : undefined}
      >
        <Input
          id={messageId}
          value={options.message}
          maxLength={MAX_MESSAGE}
          disabled={disabled}
          onChange={(event) => onChange({ message: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onSubmit();
          }}
        />
      </Field>
      <div className={styles.run}>{children}</div>
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(180px, 1fr) auto auto',
    gap: theme.spacing(2),
    alignItems: 'start',
    paddingBottom: theme.spacing(2),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    '@container (max-width: 520px)': { gridTemplateColumns: '1fr auto' },
  }),
  failure: css({ '@container (max-width: 520px)': { gridColumn: '1 / -1' } }),
  wide: css({ gridColumn: '1 / -1' }),
  switch: css({ display: 'flex', alignItems: 'center', height: theme.spacing(theme.components.height.md) }),
  run: css({
    gridColumn: '1 / -1',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2),
  }),
});
