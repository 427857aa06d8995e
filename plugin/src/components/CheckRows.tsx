import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, Spinner, useStyles2 } from '@grafana/ui';

/** How a check or a step stands; `untested`: nothing will come of it any more. */
export type CheckRowState = 'waiting' | 'running' | 'untested' | 'passed' | 'left-out' | 'failed';

/** One line of checks that are made in order. */
export interface CheckRow {
  readonly id: string;
  readonly name: string;
  readonly state: CheckRowState;
  /** What was found out, or why it failed. */
  readonly detail: string;
}

interface Props {
  /** Name of the list. */
  readonly label: string;
  readonly rows: readonly CheckRow[];
}

/** Checks or steps in their order, each with its sign and its fact. */
export function CheckRows({ label, rows }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list} aria-label={label}>
      {rows.map(({ id, name, state, detail }) => (
        <li key={id} className={styles.row}>
          <Sign state={state} />
          <span>{name}</span>
          <span className={cx(styles.fact, state === 'failed' && styles.failed)}>{detail}</span>
        </li>
      ))}
    </ul>
  );
}

function Sign({ state }: { readonly state: CheckRowState }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.sign}>
      {state === 'running' && <Spinner inline size="sm" />}
      {state === 'passed' && <Icon name="check" className={styles.passed} aria-label={t('check.passed', 'Passed:')} />}
      {state === 'failed' && <Icon name="times" className={styles.failed} aria-label={t('check.failed', 'Failed:')} />}
      {(state === 'waiting' || state === 'untested' || state === 'left-out') && (
        <Icon name="minus" className={styles.quiet} aria-hidden />
      )}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    borderTop: `1px solid ${theme.colors.border.weak}`,
    fontVariantNumeric: 'tabular-nums',
    listStyle: 'none',
    margin: 0,
  }),
  row: css({
    alignItems: 'center',
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    columnGap: theme.spacing(1.5),
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr) minmax(0, 1fr)',
    minHeight: 36,
    padding: theme.spacing(0.75, 0),
  }),
  sign: css({ alignItems: 'center', display: 'inline-flex', height: 16, justifyContent: 'center', width: 16 }),
  fact: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
  passed: css({ color: theme.colors.success.text }),
  failed: css({ color: theme.colors.error.text }),
  quiet: css({ color: theme.colors.text.disabled }),
});
