import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import { causeWords } from './causeWords.ts';
import { CHECKS, type Cause, type Checks } from './check.ts';

/** The cause to mend first: of the first check that failed. */
function firstCause(checks: Checks): Cause | undefined {
  const failed = CHECKS.map((id) => checks[id]).find((check) => check.state === 'failed');
  return failed?.cause;
}

interface Props {
  readonly checks: Checks;
  /** Where the agent should be. */
  readonly host: string;
}

/** The one cause to mend, and how. Nothing where no check failed. */
export function CauseAlert({ checks, host }: Props) {
  const styles = useStyles2(getStyles);
  const cause = firstCause(checks);
  if (!cause) return null;
  const { title, remedy, code } = causeWords(cause, host);
  // Without history the app works, with less to show.
  const severity = cause.kind === 'no-series' || cause.kind === 'prometheus' ? 'warning' : 'error';
  return (
    // An alert takes all the room of a column that it stands in itself.
    <div>
      <Alert severity={severity} title={title} bottomSpacing={0}>
        {remedy} {code !== undefined && <code className={styles}>{code}</code>}
      </Alert>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({ fontSize: theme.typography.bodySmall.fontSize, display: 'inline-block', margin: 0, whiteSpace: 'pre-wrap' });
