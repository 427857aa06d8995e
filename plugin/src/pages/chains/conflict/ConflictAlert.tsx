import React from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** Who saved what, as far as it is known. */
export interface ForeignRevision {
  readonly author: string;
  readonly revision: number;
}

interface Props {
  /** Undefined = not known (yet). */
  readonly foreign: ForeignRevision | undefined;
  /** They removed the chain. */
  readonly removed: boolean;
  readonly onCompare: () => void;
}

function title(foreign: ForeignRevision | undefined, removed: boolean): string {
  if (removed && foreign) {
    return t('chains.conflict.removed', '{{- author}} deleted this chain while you were editing', {
      author: foreign.author,
    });
  }
  if (removed) return t('chains.conflict.removed-somebody', 'This chain was deleted while you were editing');
  return foreign
    ? t('chains.conflict.saved', '{{- author}} saved revision {{- revision}} while you were editing', { ...foreign })
    : t('chains.conflict.saved-somebody', 'This chain was saved while you were editing');
}

function advice(foreign: ForeignRevision | undefined, removed: boolean): string {
  if (removed) {
    return t('chains.conflict.advice-removed', 'Your edits are kept here. Put them in a new chain, or discard them.');
  }
  return foreign
    ? t(
        'chains.conflict.advice',
        'Your edits are kept here. Load revision {{- revision}} and put your changes on top, or discard them.',
        { revision: foreign.revision },
      )
    : t(
        'chains.conflict.advice-somebody',
        'Your edits are kept here. Put them on top of what was saved, or discard them.',
      );
}

/** Somebody else saved the chain that is being edited; nothing is lost until one decides. */
export function ConflictAlert({ foreign, removed, onCompare }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <Alert severity="warning" title={title(foreign, removed)}>
      <div className={styles.body}>
        <span>{advice(foreign, removed)}</span>
        <Button variant="secondary" onClick={onCompare}>
          {t('chains.conflict.show', 'Show what changed')}
        </Button>
      </div>
    </Alert>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  body: css({
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
    justifyContent: 'space-between',
  }),
});
