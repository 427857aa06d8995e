import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { sentence } from '../../../components/sentence.ts';
import { listTitle } from '../texts/listWords.ts';
import { shortWords, stepOfFinding, type ChainFindings } from '../findings/chainFindings.ts';

interface Props {
  readonly findings: ChainFindings;
}

/** Findings away from the cards that they are about, so each names its step. */
export function FindingList({ findings }: Props) {
  const styles = useStyles2(getStyles);
  if (findings.all.length === 0) return null;
  return (
    <section aria-labelledby="chain-findings">
      <h4 id="chain-findings" className={styles.head}>
        {t('chains.review.warnings', 'Warnings')}
      </h4>
      <ul className={styles.list}>
        {findings.all.map((finding) => {
          const refused = finding.severity === 'error';
          const step = stepOfFinding(findings, finding);
          return (
            <li key={`${finding.code} ${finding.path}`} className={cx(styles.line, refused && styles.refused)}>
              <Icon name={refused ? 'exclamation-circle' : 'exclamation-triangle'} size="sm" aria-hidden />
              <span>
                {step && <b className={styles.model}>{step.model}</b>}{' '}
                {step ? shortWords(finding) : sentence(finding.message)}
                {step && step.list !== 'fallbacks' && <span className={styles.where}> {listTitle(step.list)}.</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    margin: theme.spacing(0, 0, 0.75),
  }),
  list: css({ display: 'grid', gap: theme.spacing(0.5), listStyle: 'none' }),
  line: css({
    alignItems: 'baseline',
    color: theme.colors.warning.text,
    display: 'flex',
    fontSize: theme.typography.bodySmall.fontSize,
    gap: theme.spacing(0.75),
  }),
  where: css({ color: theme.colors.text.secondary }),
  model: css({ fontWeight: theme.typography.fontWeightMedium }),
  refused: css({ color: theme.colors.error.text }),
});
