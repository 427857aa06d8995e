import React from 'react';
import { css } from '@emotion/css';
import type { LitellmFinding } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2, type IconName } from '@grafana/ui';

const ICONS: Readonly<Record<LitellmFinding['severity'], IconName>> = {
  error: 'exclamation-circle',
  warning: 'exclamation-triangle',
  info: 'info-circle',
};

function severityWords(severity: LitellmFinding['severity']): string {
  switch (severity) {
    case 'error':
      return t('litellm.finding.error', 'Error:');
    case 'warning':
      return t('litellm.finding.warning', 'Warning:');
    case 'info':
      return t('litellm.finding.info', 'Note:');
  }
}

/** What is to be known of the file, errors first; with an error an apply is refused. Nothing where there is nothing to say. */
export function Findings({ findings }: { readonly findings: readonly LitellmFinding[] }) {
  const styles = useStyles2(getStyles);
  if (findings.length === 0) return null;
  const order: readonly LitellmFinding['severity'][] = ['error', 'warning', 'info'];
  const sorted = order.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  return (
    <ul className={styles.list} aria-label={t('litellm.findings', 'Findings')}>
      {sorted.map(({ severity, code, path, message, fix }) => (
        <li key={`${path} ${code} ${message}`} className={styles.item}>
          <Icon name={ICONS[severity]} className={styles[severity]} aria-label={severityWords(severity)} />
          <div>
            <span className={styles[severity]}>{message}</span>
            <div className={styles.more}>
              <code>{path}</code> {fix}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), listStyle: 'none', margin: 0 }),
  item: css({
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: '16px minmax(0, 1fr)',
    overflowWrap: 'anywhere',
    '& > svg': { marginTop: 2 },
  }),
  more: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    code: { marginLeft: 0 },
  }),
  error: css({ color: theme.colors.error.text }),
  warning: css({ color: theme.colors.warning.text }),
  info: css({ color: theme.colors.text.primary }),
});
