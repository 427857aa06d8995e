import React from 'react';
import { css } from '@emotion/css';
import { parsePath, type DocumentChange } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { changeValue } from './changeValue.ts';
import { leafChanges } from './leafChanges.ts';

function Row({ change }: { readonly change: DocumentChange }) {
  const styles = useStyles2(getStyles);
  const key = String(parsePath(change.path).at(-1) ?? '');
  return (
    <tr>
      <th scope="row">
        <code className={styles.code}>{change.path}</code>
      </th>
      <td>
        <code className={change.before === undefined ? styles.none : styles.before}>
          {changeValue(change.before, key)}
        </code>
      </td>
      <td>
        <code className={change.after === undefined ? styles.none : styles.after}>
          {changeValue(change.after, key)}
        </code>
      </td>
    </tr>
  );
}

/** Fields before and after. */
export function ChangeTable({ changes }: { readonly changes: readonly DocumentChange[] }) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table} aria-label={t('audit.fields', 'Changed fields')}>
      <thead>
        <tr>
          <th scope="col">
            <Trans i18nKey="audit.field-column">Field</Trans>
          </th>
          <th scope="col">
            <Trans i18nKey="audit.before">Before</Trans>
          </th>
          <th scope="col">
            <Trans i18nKey="audit.after">After</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {leafChanges(changes).map((change) => (
          <Row key={change.path} change={change} />
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const code = { margin: 0, padding: 0, border: 'none', background: 'none', whiteSpace: 'pre-wrap' } as const;
  const value = { ...code, overflowWrap: 'anywhere' } as const;
  return {
    table: css({
      ...theme.typography.bodySmall,
      alignSelf: 'flex-start',
      maxWidth: '100%',
      'th, td': {
        padding: theme.spacing(0.5, 3, 0.5, 0),
        textAlign: 'left',
        verticalAlign: 'baseline',
        fontWeight: theme.typography.fontWeightRegular,
      },
      'thead th': { color: theme.colors.text.secondary },
    }),
    code: css({ ...code, color: theme.colors.text.primary, overflowWrap: 'anywhere' }),
    none: css({ ...value, color: theme.colors.text.secondary }),
    before: css({ ...value, color: theme.colors.text.secondary, textDecoration: 'line-through' }),
    after: css({ ...value, color: theme.colors.primary.text }),
  };
};
