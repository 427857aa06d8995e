import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { changeName, changeValue } from './changeWords.ts';
import type { PolicyChange } from './policyChanges.ts';

interface Props {
  readonly changes: readonly PolicyChange[];
  /** Heads of the two columns of values; default Now and After. */
  readonly heads?: readonly [before: string, after: string];
}

/** Values that change: what it is called, what it is, what it becomes. */
export function ChangeList({ changes, heads }: Props) {
  const styles = useStyles2(getStyles);
  const [before, after] = heads ?? [t('policy.review.now', 'Now'), t('policy.review.after', 'After')];
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('policy.review.what', 'What')}</th>
          <th scope="col">{before}</th>
          <th scope="col">{after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.path}>
            <th scope="row">{changeName(change.path)}</th>
            <td className={styles.before}>{changeValue(change.path, change.before)}</td>
            <td className={styles.after}>{changeValue(change.path, change.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    fontVariantNumeric: 'tabular-nums',
    width: '100%',
    '& th, & td': {
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      padding: theme.spacing(1),
      textAlign: 'left',
    },
    '& thead th': { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
    '& tbody th': { fontWeight: theme.typography.fontWeightRegular },
  }),
  before: css({ color: theme.colors.text.secondary, textDecoration: 'line-through' }),
  after: css({ background: theme.colors.primary.transparent, fontWeight: theme.typography.fontWeightMedium }),
});
