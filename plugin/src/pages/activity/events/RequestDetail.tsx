import React from 'react';
import { css } from '@emotion/css';
import { getEvent, type RequestEvent, type RequestLog } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import { AttemptTimeline } from '../../../components/attempts/AttemptTimeline.tsx';
import { timeAxis } from '../../../components/attempts/timeAxis.ts';
import { failureOfTrigger } from '../../../components/drill/openDrill.ts';
import { QueryState } from '../../../components/QueryState.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { multiplier, requestMoney } from '../../../format/format.ts';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';
import { useAgentStatus } from '../../../hooks/useAgentStatus.ts';
import { DetailFoot } from './DetailFoot.tsx';
import { requestTimeline, timelineEnd } from './requestTimeline.ts';

interface Props {
  readonly event: RequestEvent;
  readonly log: RequestLog | null;
}

function Attempts({ event, log }: Props) {
  const timeline = requestTimeline(event, log);
  if (timeline) return <AttemptTimeline timeline={timeline} axis={timeAxis(timelineEnd(timeline))} />;
  if (event.recorded) {
    return (
      <p>
        <Trans i18nKey="activity.recorded">Recorded from elsewhere: its attempts are not known here.</Trans>
      </p>
    );
  }
  return (
    <p>
      {event.attempts === 0 ? (
        <Trans i18nKey="activity.no-call">No provider was called.</Trans>
      ) : (
        <Trans i18nKey="activity.forgotten">The agent no longer remembers the attempts of this request.</Trans>
      )}
    </p>
  );
}

function costText({ event, log }: Props, cost: string): string {
  if (event.costUsd === null) return t('activity.cost-unknown', 'Cost unknown');
  const times = log?.costMultiplier ?? null;
  if (times === null) return t('activity.cost', 'Cost {{- cost}}', { cost });
  return t('activity.cost-times', 'Cost {{- cost}}, {{- times}}', { cost, times: multiplier(times) });
}

/** An id to take along into logs and traces. */
function Id({ label, id }: { readonly label: string; readonly id: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.id}>
      {label} <code className={styles.code}>{id}</code>
      <ClipboardButton
        variant="secondary"
        fill="text"
        size="sm"
        icon="copy"
        aria-label={t('activity.copy', 'Copy {{- label}} {{- id}}', { label, id })}
        getText={() => id}
      />
    </span>
  );
}

function Facts({ event, log }: Props) {
  const currency = useAgentStatus().data?.data.currency;
  const wasted = log?.wastedCostUsd ?? 0;
  return (
    <>
      <Id label={t('activity.request-label', 'Request')} id={event.id} />
      <span>{t('activity.client', 'Client {{- client}}', { client: event.client })}</span>
      <span>{costText({ event, log }, requestMoney(event.costUsd, currency))}</span>
      {wasted > 0 && <span>{t('activity.wasted', 'Wasted {{- cost}}', { cost: requestMoney(wasted, currency) })}</span>}
      {event.traceId !== null && <Id label={t('activity.trace', 'Trace')} id={event.traceId} />}
    </>
  );
}

/** Nothing went wrong in the end, or the waterfall says what. */
function saidByAttempts({ event, log }: Props): boolean {
  if (event.error === '') return true;
  const timeline = requestTimeline(event, log) ?? [];
  return timeline.some(({ attempts }) => attempts.some(({ message }) => message === event.error));
}

function Known({ event, log }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <Attempts event={event} log={log} />
      {!saidByAttempts({ event, log }) && <p className={styles.error}>{event.error}</p>}
      <DetailFoot model={event.model} failure={failureOfTrigger(event.trigger)}>
        <Facts event={event} log={log} />
      </DetailFoot>
    </>
  );
}

/** One request with its attempts, its client, its cost, and where to go on. */
export function RequestDetail({ id }: { readonly id: string }) {
  const detail = useAgentQuery(getEvent, { target: id }, { refetchMs: false });
  if (detail.error?.kind === 'missing') {
    return (
      <p>
        <Trans i18nKey="activity.request-forgotten">The agent no longer remembers this request.</Trans>
      </p>
    );
  }
  return (
    <QueryState query={detail} skeleton={<Skeleton rows={3} rowHeight={26} />}>
      {({ data }) => <Known {...data} />}
    </QueryState>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  error: css({
    ...theme.typography.bodySmall,
    margin: theme.spacing(1, 0, 0),
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
  id: css({ display: 'inline-flex', alignItems: 'center', minWidth: 0 }),
  code: css({
    margin: theme.spacing(0, 0, 0, 0.5),
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.primary,
    overflowWrap: 'anywhere',
  }),
});
