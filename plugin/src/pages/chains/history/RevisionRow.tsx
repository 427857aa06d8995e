import React from 'react';
import { css } from '@emotion/css';
import type { RevisionSummary } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { RelativeTime } from '../../../components/RelativeTime.tsx';
import { RevisionChanges } from './RevisionChanges.tsx';

interface Props {
  readonly model: string;
  readonly info: RevisionSummary;
  /** It is the one in force. */
  readonly inForce: boolean;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly onLoad: (() => void) | undefined;
  readonly onRollBack: (() => void) | undefined;
}

/** One revision: who, when and why; opened what it changed, and the ways back to it. */
export function RevisionRow({ model, info, inForce, open, onToggle, onLoad, onRollBack }: Props) {
  const styles = useStyles2(getStyles);
  const { revision, author, at, reason } = info;
  const id = `revision-${revision}`;
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => onToggle(!open)}
      >
        <Icon name={open ? 'angle-down' : 'angle-right'} aria-hidden />
        <span className={styles.facts}>
          <span className={styles.title}>
            {t('chains.history.revision', 'Revision {{- revision}}', { revision })}
            {inForce && <span className={styles.quiet}> {t('chains.history.in-force', 'in force')}</span>}
          </span>
          <span className={styles.quiet}>
            {author} · <RelativeTime at={at} />
          </span>
          {reason !== null && <span className={styles.reason}>{reason}</span>}
        </span>
      </button>
      <div id={id} className={styles.body} hidden={!open}>
        {open && (
          <>
            <RevisionChanges model={model} revision={revision} />
            <div className={styles.actions} hidden={!onLoad && !onRollBack}>
              {onLoad && (
                <Button size="sm" variant="secondary" onClick={onLoad}>
                  {t('chains.history.load', 'Load this chain into the editor')}
                </Button>
              )}
              {onRollBack && (
                <Button size="sm" variant="secondary" fill="outline" onClick={onRollBack}>
                  {t('chains.history.roll-back', 'Roll back to revision {{- revision}}', { revision })}
                </Button>
              )}
            </div>
          </>
        )}
      </div>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ borderBottom: `1px solid ${theme.colors.border.weak}` }),
  head: css({
    alignItems: 'flex-start',
    background: 'none',
    border: 0,
    color: theme.colors.text.primary,
    display: 'flex',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 0.5),
    textAlign: 'left',
    width: '100%',
    '&:hover': { background: theme.colors.action.hover },
  }),
  facts: css({ display: 'flex', flexDirection: 'column', minWidth: 0 }),
  title: css({ fontVariantNumeric: 'tabular-nums', fontWeight: theme.typography.fontWeightMedium }),
  quiet: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
  }),
  reason: css({ overflowWrap: 'anywhere' }),
  body: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    padding: theme.spacing(1, 0, 2, 3.5),
    '&[hidden]': { display: 'none' },
  }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), '&[hidden]': { display: 'none' } }),
});
