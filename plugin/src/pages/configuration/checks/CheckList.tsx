import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, Spinner, useStyles2 } from '@grafana/ui';
import { causeWords } from './causeWords.ts';
import { CHECKS, type CheckId, type Checks, type CheckState } from './check.ts';
import { checkName, factWords } from './checkWords.ts';

interface Props {
  readonly checks: Checks;
  /** Where the agent should be. */
  readonly host: string;
}

/** The checks of the connection in their order, each with its fact. */
export function CheckList({ checks, host }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list} aria-label={t('check.list', 'Connection test')}>
      {CHECKS.map((id) => (
        <Check key={id} id={id} check={checks[id]} host={host} />
      ))}
    </ul>
  );
}

function Check({ id, check, host }: { readonly id: CheckId; readonly check: CheckState; readonly host: string }) {
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.row}>
      <Sign check={check} />
      <span>{checkName(id, check)}</span>
      <span className={cx(styles.fact, check.state === 'failed' && styles.failed)}>{detailOf(check, host)}</span>
    </li>
  );
}

function detailOf(check: CheckState, host: string): string {
  switch (check.state) {
    case 'passed':
    case 'left-out':
      return factWords(check.fact);
    case 'failed':
      return causeWords(check.cause, host).short;
    case 'waiting':
      return t('check.waiting', 'waiting');
    case 'untested':
      return t('check.untested', 'not tested');
    case 'running':
      return '';
  }
}

function Sign({ check: { state } }: { readonly check: CheckState }) {
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
