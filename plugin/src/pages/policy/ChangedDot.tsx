import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Toggletip, useStyles2 } from '@grafana/ui';
import { changeName, changeValue } from './changeWords.ts';
import type { PolicyChange } from './policyChanges.ts';
import type { PolicyEdit } from './policyEdit.ts';

interface Props {
  /** Changes of one row or field; none = no dot. */
  readonly changes: readonly PolicyChange[];
  readonly name: string;
  readonly onEdit: (edit: PolicyEdit) => void;
}

/** Marks what differs from the saved policy; pressed, it says what was there and takes it back. */
export function ChangedDot({ changes, name, onEdit }: Props) {
  const styles = useStyles2(getStyles);
  if (changes.length === 0) return null;
  const content = (
    <div className={styles.content}>
      {changes.map((change) => (
        <div key={change.path}>
          {t('policy.was', '{{- name}} was {{- before}}', {
            name: changeName(change.path),
            before: changeValue(change.path, change.before),
          })}
        </div>
      ))}
      <Button size="sm" variant="secondary" onClick={() => changes.forEach((change) => onEdit(change.undo))}>
        {t('policy.reset-one', 'Reset')}
      </Button>
    </div>
  );
  return (
    <Toggletip content={content}>
      <button
        type="button"
        className={styles.button}
        aria-label={t('policy.changed', '{{- name}}: differs from the saved policy', { name })}
      >
        <span className={styles.dot} />
      </button>
    </Toggletip>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  button: css({
    alignItems: 'center',
    background: 'none',
    border: 'none',
    borderRadius: theme.shape.radius.default,
    display: 'inline-flex',
    height: theme.spacing(4),
    justifyContent: 'center',
    padding: 0,
    width: theme.spacing(4),
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  dot: css({ background: theme.colors.primary.main, borderRadius: '50%', height: 6, width: 6 }),
  content: css({ alignItems: 'flex-start', display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
});
