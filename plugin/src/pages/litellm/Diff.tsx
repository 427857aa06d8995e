import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { codeBox } from '../../components/codeBox.ts';

interface Props {
  /** Unified. */
  readonly diff: string;
  /** Name of the region. */
  readonly label: string;
  /** Leaves room for what stands below it. */
  readonly low?: boolean;
}

type Kind = 'head' | 'added' | 'removed' | 'hunk' | 'same';

function kindOf(line: string): Kind {
  if (line.startsWith('+++') || line.startsWith('---')) return 'head';
  if (line.startsWith('+')) return 'added';
  if (line.startsWith('-')) return 'removed';
  return line.startsWith('@@') ? 'hunk' : 'same';
}

/** A unified diff as it is, signs kept: colour is never the only sign. */
export function Diff({ diff, label, low = false }: Props) {
  const styles = useStyles2(getStyles);
  const lines = diff.replace(/\n$/, '').split('\n');
  return (
    // Long lines scroll, and what scrolls must be reached by keyboard.
    <pre className={cx(styles.diff, low && styles.low)} tabIndex={0} role="region" aria-label={label}>
      {lines.map((line, number) => (
        <span key={number} className={styles[kindOf(line)]}>
          {`${line}\n`}
        </span>
      ))}
    </pre>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const line = { display: 'block', minWidth: 'max-content', padding: theme.spacing(0, 1.5) };
  // The colour is behind the text and beside it: coloured text on it would be too faint in light.
  const changed = ({ main, transparent }: GrafanaTheme2['colors']['success']) => ({
    background: transparent,
    boxShadow: `inset 3px 0 ${main}`,
  });
  const quiet = css({ ...line, color: theme.colors.text.secondary });
  return {
    diff: css({
      ...codeBox(theme),
      maxHeight: '60vh',
      padding: theme.spacing(1, 0),
      whiteSpace: 'pre',
    }),
    low: css({ maxHeight: '30vh' }),
    head: quiet,
    hunk: quiet,
    same: css(line),
    added: css({ ...line, ...changed(theme.colors.success) }),
    removed: css({ ...line, ...changed(theme.colors.error) }),
  };
};
