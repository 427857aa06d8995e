import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, Checkbox, useStyles2 } from '@grafana/ui';
import type { InstallPart } from './installPart.ts';
import type { PlannedInstall } from './useInstallPlan.ts';

interface Props {
  readonly planned: PlannedInstall;
  readonly part: InstallPart;
}

function Twice({ part: { twice } }: Pick<Props, 'part'>) {
  if (twice === 0) return null;
  return (
    <Alert
      severity="warning"
      title={
        twice === 1
          ? t('alerts.note.twice-one', 'Prometheus evaluates 1 of these rules as well')
          : t('alerts.note.twice', 'Prometheus evaluates {{- twice}} of these rules as well', { twice })
      }
      bottomSpacing={0}
    >
      {t(
        'alerts.note.twice-text',
        'Their alerts come twice where both have somebody to tell. One of the two is enough.',
      )}
    </Alert>
  );
}

function Unrecorded({ part: { unrecorded, onFile } }: Pick<Props, 'part'>) {
  const styles = useStyles2(getStyles);
  if (unrecorded.length === 0) return null;
  const words =
    unrecorded.length === 1
      ? t('alerts.note.unrecorded-one', '1 rule reads series that Prometheus does not record')
      : t('alerts.note.unrecorded', '{{- amount}} rules read series that Prometheus does not record', {
          amount: unrecorded.length,
        });
  return (
    <Alert severity="warning" title={words} bottomSpacing={0}>
      <div className={styles.row}>
        <span className={styles.text}>
          {t('alerts.note.unrecorded-text', 'They cannot fire until Prometheus has the recording rules: {{- rules}}.', {
            rules: unrecorded.join(', '),
          })}
        </span>
        <Button variant="secondary" onClick={onFile}>
          {t('alerts.file.button', 'Rule file')}
        </Button>
      </div>
    </Alert>
  );
}

function Edited({ planned: { plan, overwrite, setOverwrite } }: Pick<Props, 'planned'>) {
  const edited = plan.items.filter((item) => item.edited && item.after).length;
  if (edited === 0) return null;
  return (
    <Checkbox
      value={overwrite}
      onChange={(event) => setOverwrite(event.currentTarget.checked)}
      label={
        edited === 1
          ? t('alerts.note.overwrite-one', 'Overwrite 1 rule that was edited in Grafana')
          : t('alerts.note.overwrite', 'Overwrite {{- amount}} rules that were edited in Grafana', { amount: edited })
      }
      description={t('alerts.note.overwrite-text', 'Otherwise they stay as they were edited.')}
    />
  );
}

/** What is to be known before an install. */
export function InstallNotes({ planned, part }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.notes}>
      <p className={styles.quiet}>
        {t(
          'alerts.note.policy',
          'Grafana sends the alerts by its notification policies, which can look at their labels: severity, model.',
        )}
      </p>
      {planned.groupLocked && (
        <Alert
          severity="error"
          title={t('alerts.note.group-locked', 'A file keeps rules of this group: choose another folder')}
          bottomSpacing={0}
        />
      )}
      <Twice part={part} />
      <Unrecorded part={part} />
      <Edited planned={planned} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  notes: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  quiet: css({ color: theme.colors.text.secondary, margin: 0 }),
  row: css({ alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 2) }),
  text: css({ flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' }),
});
