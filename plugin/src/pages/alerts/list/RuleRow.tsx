import React, { useId } from 'react';
import { cx } from '@emotion/css';
import type { ReactNode } from 'react';
import { t } from '@grafana/i18n';
import { Icon, Switch, Tooltip, useStyles2 } from '@grafana/ui';
import { outdatedWords, placesWords, severityWords, thresholdWords } from '../alertWords.ts';
import type { RuleView } from '../rules/ruleViews.ts';
import { RuleDetail } from './RuleDetail.tsx';
import { getRuleStyles } from './rules.styles.ts';
import { StateMark } from './StateMark.tsx';

/** The switch of a row: whether the rule is to be in Grafana. */
export interface RowChoice {
  readonly chosen: boolean;
  /** Why it cannot be changed; undefined = it can. */
  readonly locked: string | undefined;
  readonly onChange: (chosen: boolean) => void;
}

interface Props {
  readonly view: RuleView;
  readonly open: boolean;
  /** Recorded series that it reads and that nobody writes. */
  readonly unrecorded: readonly string[];
  /** Absent for those who may not install. */
  readonly choice: RowChoice | undefined;
  readonly narrow: boolean;
  readonly onToggle: () => void;
}

function Choice({
  title,
  choice: { chosen, locked, onChange },
}: {
  readonly title: string;
  readonly choice: RowChoice;
}) {
  const id = useId();
  const widget = (
    <Switch
      id={id}
      value={chosen}
      disabled={locked !== undefined}
      aria-label={t('alerts.choose', '{{- rule}} in Grafana', { rule: title })}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
  if (locked === undefined) return widget;
  return (
    <Tooltip content={locked}>
      <span>{widget}</span>
    </Tooltip>
  );
}

/** What is wrong with a rule beside its state: another version somewhere, or series that nobody records. */
function Trouble({ view, unrecorded }: Pick<Props, 'view' | 'unrecorded'>): ReactNode {
  const styles = useStyles2(getRuleStyles);
  const outdated = view.places.find((place) => place.outdated);
  const evaluated = view.places.length > 0 && unrecorded.length > 0;
  if (!outdated && !evaluated) return null;
  const words = outdated
    ? outdatedWords(outdated.kind)
    : t('alerts.trouble.unrecorded', 'It reads series that Prometheus does not record: it cannot fire.');
  return (
    <Tooltip content={words}>
      <span className={styles.trouble}>
        <Icon name="exclamation-triangle" size="sm" aria-hidden />
        {outdated ? t('alerts.trouble.version', 'Another version') : t('alerts.trouble.no-series', 'No series')}
      </span>
    </Tooltip>
  );
}

/** One rule: how it stands and what it means; opened, its details. */
export function RuleRow({ view, open, unrecorded, choice, narrow, onToggle }: Props) {
  const styles = useStyles2(getRuleStyles);
  const detailId = useId();
  const { rule, state, places } = view;
  const found = Math.max(0, ...places.map(({ instances }) => instances.length));
  return (
    <li className={styles.item}>
      <div className={cx(styles.row, choice && styles.withChoice, narrow && styles.narrow)}>
        {choice && (
          <span className={styles.choice}>
            <Choice title={rule.title} choice={choice} />
          </span>
        )}
        <span>
          <StateMark state={state} severity={rule.severity} found={found} />
        </span>
        <div className={styles.main}>
          <button
            type="button"
            className={styles.name}
            aria-expanded={open}
            aria-controls={open ? detailId : undefined}
            onClick={onToggle}
          >
            <Icon name={open ? 'angle-down' : 'angle-right'} aria-hidden />
            <span>{rule.title}</span>
          </button>
          <div className={styles.summary}>{rule.summary}</div>
          <div className={styles.threshold}>{thresholdWords(rule)}</div>
        </div>
        <span className={styles.severity}>{severityWords(rule.severity)}</span>
        <span className={styles.places}>
          {placesWords(places)}
          <Trouble view={view} unrecorded={unrecorded} />
        </span>
      </div>
      {open && (
        <div id={detailId} className={styles.detail}>
          <RuleDetail view={view} unrecorded={unrecorded} />
        </div>
      )}
    </li>
  );
}
