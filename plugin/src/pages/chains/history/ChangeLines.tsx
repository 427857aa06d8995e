import React from 'react';
import { css } from '@emotion/css';
import type { DocumentChange } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { DASH } from '../../../format/format.ts';

interface Props {
  readonly changes: readonly DocumentChange[];
  /** More are counted, not listed; absent = all are listed. */
  readonly most?: number;
}

function shown(value: unknown): string {
  if (value === undefined) return DASH;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Changed fields of the document, one a line, by their path. */
export function ChangeLines({ changes, most = changes.length }: Props) {
  const styles = useStyles2(getStyles);
  if (changes.length === 0) return null;
  const more = changes.length - most;
  return (
    <ul className={styles.lines}>
      {changes.slice(0, most).map(({ path, before, after }) => (
        <li key={path}>
          <code className={styles.path}>{path}</code> {shown(before)} → {shown(after)}
        </li>
      ))}
      {more > 0 && <li>{t('chains.history.more', 'and {{- more}} more', { more })}</li>}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  lines: css({
    display: 'grid',
    fontSize: theme.typography.bodySmall.fontSize,
    gap: theme.spacing(0.5),
    listStyle: 'none',
    overflowWrap: 'anywhere',
  }),
  path: css({ color: theme.colors.text.primary }),
});
