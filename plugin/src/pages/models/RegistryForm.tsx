import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { ButtonRow } from '../../components/ButtonRow.tsx';
import type { useRegistryWrite } from './useRegistryWrite.ts';
import { WriteProblem } from './WriteProblem.tsx';

interface Props {
  /** The write that the form begins. */
  readonly write: ReturnType<typeof useRegistryWrite>;
  /** "Save model". */
  readonly saveLabel: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The form of an entry of the registry: its fields, what the agent refused, and the ways out. */
export function RegistryForm({ write, saveLabel, onSubmit, onClose, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      {write.error && <WriteProblem error={write.error} onRetry={onSubmit} />}
      <div className={styles.actions}>
        <ButtonRow>
          <Button type="submit" disabled={write.isPending}>
            {write.isPending ? t('models.form.saving', 'Saving') : saveLabel}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            {t('models.form.cancel', 'Cancel')}
          </Button>
        </ButtonRow>
      </div>
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  actions: css({ marginTop: theme.spacing(1) }),
});
