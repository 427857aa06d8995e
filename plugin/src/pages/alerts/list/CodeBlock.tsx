import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import { codeBox } from '../../../components/codeBox.ts';

interface Props {
  readonly label: string;
  readonly text: string;
}

/** An expression or a file to read and to copy. */
export function CodeBlock({ label, text }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.block}>
      <pre className={styles.code} tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
      <ClipboardButton
        className={styles.copy}
        variant="secondary"
        size="sm"
        icon="copy"
        getText={() => text}
        aria-label={t('alerts.copy-name', 'Copy {{- what}}', { what: label })}
      >
        {t('state.copy', 'Copy')}
      </ClipboardButton>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  block: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
  code: css({
    ...codeBox(theme),
    maxHeight: '50vh',
    overflowWrap: 'anywhere',
    padding: theme.spacing(1, 1.5),
    whiteSpace: 'pre-wrap',
  }),
  copy: css({ alignSelf: 'flex-start' }),
});
