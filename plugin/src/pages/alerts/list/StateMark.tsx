import React from 'react';
import { css, cx } from '@emotion/css';
import type { AlertSeverity } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { stateWords } from '../alertWords.ts';
import type { RuleState } from '../rules/ruleState.ts';

const SHAPES = {
  firing: 'square',
  pending: 'ring',
  error: 'cross',
  paused: 'dashed',
  ok: 'disc',
  unknown: 'dashed',
  absent: 'dashed',
} as const satisfies Record<RuleState, string>;

interface Props {
  readonly state: RuleState;
  /** A critical alert that fires is red, another one amber. */
  readonly severity: AlertSeverity;
  /** Things that were found; absent = not said. */
  readonly found?: number;
}

function toneOf(state: RuleState, severity: AlertSeverity): 'bad' | 'warning' | undefined {
  if (state === 'error') return 'warning';
  if (state === 'firing') return severity === 'critical' ? 'bad' : 'warning';
  return undefined;
}

/** How a rule stands as a mark and a word: square, ring, disc, so that colour never speaks alone. */
export function StateMark({ state, severity, found = 0 }: Props) {
  const styles = useStyles2(getStyles);
  const tone = toneOf(state, severity);
  return (
    <span className={cx(styles.state, tone && styles[tone])}>
      <span className={cx(styles.mark, styles[SHAPES[state]])} aria-hidden />
      {stateWords(state)}
      {found > 1 && <span className={styles.found}>{`×\u2009${found}`}</span>}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  state: css({ alignItems: 'center', display: 'inline-flex', gap: theme.spacing(0.75), whiteSpace: 'nowrap' }),
  mark: css({ borderRadius: theme.shape.radius.circle, flex: 'none', height: 8, width: 8 }),
  square: css({ background: 'currentColor', borderRadius: 1 }),
  cross: css({ border: '2px solid currentColor', borderRadius: 1 }),
  ring: css({ border: `2px solid ${theme.colors.warning.text}` }),
  disc: css({ background: theme.colors.success.main }),
  dashed: css({ border: `1px dashed ${theme.colors.text.secondary}` }),
  found: css({ fontVariantNumeric: 'tabular-nums' }),
  bad: css({ color: theme.colors.error.text }),
  warning: css({ color: theme.colors.warning.text }),
});
