import React from 'react';
import { css, cx } from '@emotion/css';
import type { Drill } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Badge, useStyles2 } from '@grafana/ui';
import { count, type DisplayCurrency } from '../../format/format.ts';
import { CountBadge } from '../CountBadge.tsx';
import { costText, failureName } from './drillWords.ts';
import { endTitle, servedText } from './endWords.ts';
import { prettyBody } from './prettyBody.ts';
import { SectionHead } from './SectionHead.tsx';

interface Props {
  readonly drill: Drill;
  readonly currency?: DisplayCurrency | undefined;
}

function tokensText(usage: NonNullable<Drill['answer']>['usage']): string {
  if (usage === null) return t('drill.tokens-unknown', 'unknown');
  const parts = { input: count(usage.input), output: count(usage.output) };
  return usage.estimated
    ? t('drill.tokens-estimated', '{{- input}} in, {{- output}} out, estimated', parts)
    : t('drill.tokens', '{{- input}} in, {{- output}} out', parts);
}

function Facts({ drill, answer, currency }: Props & { readonly answer: NonNullable<Drill['answer']> }) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.facts}>
      <dt>
        <Trans i18nKey="drill.trigger">Trigger</Trans>
      </dt>
      <dd>{failureName(drill.failure)}</dd>
      <dt>
        <Trans i18nKey="drill.cost-label">Cost</Trans>
      </dt>
      <dd>{costText(answer, currency)}</dd>
      <dt>
        <Trans i18nKey="drill.tokens-label">Tokens</Trans>
      </dt>
      <dd>{tokensText(answer.usage)}</dd>
      <dt>
        <Trans i18nKey="drill.request">Request</Trans>
      </dt>
      <dd className={styles.id} title={drill.id}>
        {drill.id}
      </dd>
    </dl>
  );
}

/** Who answered, with what, at which cost. */
function Answered({ drill, currency, answer }: Props & { readonly answer: NonNullable<Drill['answer']> }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <SectionHead
        title={<Trans i18nKey="drill.final">Final answer</Trans>}
        note={
          <>
            <CountBadge text={String(answer.status)} />
            <span className={styles.served}>{servedText(drill, answer.model)}</span>
          </>
        }
      />
      {answer.text !== null && (
        <blockquote className={styles.text}>
          {answer.text || <Trans i18nKey="drill.empty-text">The answer has no text.</Trans>}
        </blockquote>
      )}
      <Facts drill={drill} answer={answer} currency={currency} />
    </>
  );
}

/** What a client would get instead of an answer. */
function Unanswered({ drill }: { readonly drill: Drill }) {
  const styles = useStyles2(getStyles);
  const { error, outcome } = drill;
  const stopped = outcome === 'cancelled';
  const body = error === null ? '' : (prettyBody(error.body) ?? error.message);
  return (
    <>
      <SectionHead
        title={<Trans i18nKey="drill.final">Final answer</Trans>}
        note={
          <>
            {error !== null && !stopped && <Badge color="red" text={String(error.status)} />}
            <span className={cx(!stopped && styles.failed)}>{endTitle(outcome)}</span>
          </>
        }
      />
      {body !== '' && (
        // Long bodies scroll, and what scrolls must be reached by keyboard.
        <pre className={styles.text} tabIndex={0} aria-label={t('drill.error-body', 'Error that the client would get')}>
          {body}
        </pre>
      )}
    </>
  );
}

/** The end of a test as a client would see it. */
export function DrillAnswer({ drill, currency }: Props) {
  return drill.answer ? (
    <Answered drill={drill} answer={drill.answer} currency={currency} />
  ) : (
    <Unanswered drill={drill} />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({
    margin: 0,
    padding: theme.spacing(1.5),
    maxHeight: 260,
    overflow: 'auto',
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.canvas,
    color: theme.colors.text.primary,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  }),
  served: css({ overflowWrap: 'anywhere' }),
  facts: css({
    ...theme.typography.bodySmall,
    display: 'grid',
    gridTemplateColumns: 'auto 1fr auto 1fr',
    gap: theme.spacing(0.5, 2),
    margin: theme.spacing(1.5, 0, 0),
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, minWidth: 0 },
    '@container (max-width: 520px)': { gridTemplateColumns: 'auto 1fr' },
  }),
  id: css({
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontFamily: theme.typography.fontFamilyMonospace,
  }),
  failed: css({ color: theme.colors.error.text }),
});
