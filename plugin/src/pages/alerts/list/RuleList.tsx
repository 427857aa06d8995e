import React from 'react';
import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { useContentWidth } from '../../../hooks/useContentWidth.ts';
import { seriesIn } from '../rules/recordingViews.ts';
import type { RuleView } from '../rules/ruleViews.ts';
import { RuleRow, type RowChoice } from './RuleRow.tsx';
import { getRuleStyles } from './rules.styles.ts';

interface Props {
  readonly views: readonly RuleView[];
  /** Id of the rule that is open. */
  readonly open: string;
  readonly onOpen: (id: string) => void;
  /** Recorded series that nobody writes. */
  readonly missing: readonly string[];
  /** Absent for those who may not install. */
  readonly choiceOf: ((id: string) => RowChoice) | undefined;
}

function Head({ withChoice }: { readonly withChoice: boolean }) {
  const styles = useStyles2(getRuleStyles);
  return (
    <div className={cx(styles.row, styles.head, withChoice && styles.withChoice)} aria-hidden>
      {withChoice && <span>{t('alerts.head.choice', 'Grafana')}</span>}
      <span>{t('alerts.head.state', 'State')}</span>
      <span>{t('alerts.head.rule', 'Rule')}</span>
      <span>{t('alerts.head.severity', 'Severity')}</span>
      <span>{t('alerts.head.places', 'Evaluated by')}</span>
    </div>
  );
}

/** The rules, each with its state; one is open at most. */
export function RuleList({ views, open, onOpen, missing, choiceOf }: Props) {
  const styles = useStyles2(getRuleStyles);
  const { ref, shape } = useContentWidth();
  const narrow = shape === 'narrow';
  return (
    <section ref={ref} className={styles.surface} aria-label={t('alerts.rules', 'Alert rules')}>
      {!narrow && <Head withChoice={choiceOf !== undefined} />}
      <ul className={styles.list}>
        {views.map((view) => {
          const { id } = view.rule;
          return (
            <RuleRow
              key={id}
              view={view}
              open={open === id}
              unrecorded={seriesIn(view.rule.expr, missing)}
              choice={choiceOf?.(id)}
              narrow={narrow}
              onToggle={() => onOpen(open === id ? '' : id)}
            />
          );
        })}
      </ul>
    </section>
  );
}
