import React from 'react';
import { css, cx } from '@emotion/css';
import type { Finding } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, Toggletip, useStyles2 } from '@grafana/ui';
import { sentence } from '../../../components/sentence.ts';
import { shortWords } from '../findings/chainFindings.ts';

interface Props {
  readonly finding: Finding;
}

/** A warning in amber or a refusal in red, in a few words; why it matters and what to do opens beside it. */
export function FindingLine({ finding }: Props) {
  const styles = useStyles2(getStyles);
  const refused = finding.severity === 'error';
  return (
    <div className={cx(styles.line, refused && styles.refused)}>
      <Icon name={refused ? 'exclamation-circle' : 'exclamation-triangle'} size="sm" aria-hidden />
      <span>{shortWords(finding)}</span>
      <Toggletip content={<Why finding={finding} />}>
        <button
          type="button"
          className={styles.why}
          aria-label={t('chains.finding.more', 'More about: {{- text}}', { text: shortWords(finding) })}
        >
          <Icon name="question-circle" size="sm" aria-hidden />
        </button>
      </Toggletip>
    </div>
  );
}

function Why({ finding }: Props) {
  return (
    <>
      <div>{sentence(finding.message)}</div>
      <div>{sentence(finding.fix)}</div>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    alignItems: 'center',
    color: theme.colors.warning.text,
    display: 'flex',
    fontSize: theme.typography.bodySmall.fontSize,
    gap: theme.spacing(0.75),
  }),
  refused: css({ color: theme.colors.error.text }),
  why: css({
    alignItems: 'center',
    background: 'none',
    border: 0,
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.secondary,
    display: 'inline-flex',
    justifyContent: 'center',
    // The target is larger than what is seen, without making the line higher.
    margin: theme.spacing(-1, 0),
    minHeight: theme.spacing(4),
    minWidth: theme.spacing(4),
    padding: 0,
  }),
});
