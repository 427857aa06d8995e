import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { AlertRule } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TextLink, useStyles2 } from '@grafana/ui';
import { outdatedWords, placeName, stateWords, thresholdWords } from '../alertWords.ts';
import type { Place } from '../rules/ruleState.ts';
import type { RuleView } from '../rules/ruleViews.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { InstanceList } from './InstanceList.tsx';

interface Props {
  readonly view: RuleView;
  /** Recorded series that it reads and that nobody writes. */
  readonly unrecorded: readonly string[];
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>{children}</dd>
    </>
  );
}

function PlaceWords({ place }: { readonly place: Place }) {
  const styles = useStyles2(getStyles);
  const { kind, state, file, uid, problem, outdated } = place;
  return (
    <div>
      {placeName(kind)}: {stateWords(state)}
      {file !== '' && <span className={styles.quiet}> · {file}</span>}
      {uid !== undefined && (
        <>
          {' · '}
          <TextLink href={`/alerting/grafana/${encodeURIComponent(uid)}/view`} inline>
            {t('alerts.open', 'Open in Grafana')}
          </TextLink>
        </>
      )}
      {problem !== undefined && <div className={styles.warning}>{problem}</div>}
      {outdated && <div className={styles.warning}>{outdatedWords(kind)}</div>}
    </div>
  );
}

function labelWords({ labels }: AlertRule): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

function Facts({ view: { rule, places }, unrecorded }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.facts}>
      <Fact name={t('alerts.fact.threshold', 'Fires at')}>{thresholdWords(rule)}</Fact>
      {rule.model !== null && <Fact name={t('alerts.fact.model', 'Only for')}>{rule.model}</Fact>}
      <Fact name={t('alerts.fact.says', 'Says')}>
        <span className={styles.template}>{rule.description}</span>
      </Fact>
      <Fact name={t('alerts.fact.labels', 'Labels')}>{labelWords(rule)}</Fact>
      <Fact name={t('alerts.fact.places', 'Evaluated by')}>
        {places.length === 0 && t('alerts.fact.nobody', 'nobody')}
        {places.map((place) => (
          <PlaceWords key={place.kind} place={place} />
        ))}
      </Fact>
      <Fact name={t('alerts.fact.runbook', 'Runbook')}>
        <TextLink href={rule.runbookUrl} external inline>
          {rule.runbook}
        </TextLink>
      </Fact>
      {unrecorded.length > 0 && (
        <Fact name={t('alerts.fact.unrecorded', 'Not recorded')}>
          <span className={styles.warning}>
            {t(
              'alerts.fact.unrecorded-text',
              'It reads {{- series}}, which Prometheus does not record: it cannot fire.',
              {
                series: unrecorded.join(', '),
              },
            )}
          </span>
        </Fact>
      )}
    </dl>
  );
}

/** What a rule found, what it says of itself, and its expression. */
export function RuleDetail({ view, unrecorded }: Props) {
  const styles = useStyles2(getStyles);
  const { rule, places } = view;
  return (
    <div className={styles.detail}>
      <InstanceList places={places} severity={rule.severity} />
      <Facts view={view} unrecorded={unrecorded} />
      <CodeBlock label={t('alerts.expression-of', 'Expression of {{- rule}}', { rule: rule.title })} text={rule.expr} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  detail: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
  facts: css({
    display: 'grid',
    gap: theme.spacing(0.75, 2),
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    margin: 0,
    overflowWrap: 'anywhere',
    [theme.breakpoints.down('sm')]: { gap: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  name: css({
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightRegular,
    margin: 0,
    [theme.breakpoints.down('sm')]: { fontSize: theme.typography.bodySmall.fontSize },
  }),
  value: css({ margin: 0, [theme.breakpoints.down('sm')]: { marginBottom: theme.spacing(1) } }),
  template: css({
    color: theme.colors.text.secondary,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  quiet: css({ color: theme.colors.text.secondary }),
  warning: css({ color: theme.colors.warning.text }),
});
