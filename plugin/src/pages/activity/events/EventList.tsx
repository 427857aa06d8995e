import React from 'react';
import { cx } from '@emotion/css';
import type { AgentEvent } from '@understudy/contract';
import { t, Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { ContentShape } from '../../../hooks/useContentWidth.ts';
import { getStyles } from './eventList.styles.ts';
import { EventRow, openIdOf } from './EventRow.tsx';

interface Props {
  readonly items: readonly AgentEvent[];
  readonly shape: ContentShape;
  readonly timeZone: string;
  /** Id of the open row; empty = none. */
  readonly open: string;
  readonly onToggle: (id: string) => void;
  /** Under the rows. */
  readonly children: React.ReactNode;
}

function Head({ shape }: { readonly shape: ContentShape }) {
  const styles = useStyles2(getStyles, shape);
  const narrow = shape === 'narrow';
  return (
    <div role="row" className={cx(styles.row, styles.head)}>
      <span role="columnheader">
        <span className="sr-only">
          <Trans i18nKey="activity.column-open">Attempts shown</Trans>
        </span>
      </span>
      {!narrow && (
        <span role="columnheader">
          <Trans i18nKey="activity.column-time">Time</Trans>
        </span>
      )}
      <span role="columnheader">
        <Trans i18nKey="activity.column-requested">Requested</Trans>
      </span>
      {!narrow && <WideHeads />}
      <span role="columnheader" className={styles.outcome}>
        <Trans i18nKey="activity.column-outcome">Outcome</Trans>
      </span>
    </div>
  );
}

function WideHeads() {
  const styles = useStyles2(getStyles, 'wide');
  return (
    <>
      <span role="columnheader">
        <Trans i18nKey="activity.column-served">Served</Trans>
      </span>
      <span role="columnheader">
        <Trans i18nKey="activity.column-trigger">Trigger</Trans>
      </span>
      <span role="columnheader" className={styles.number}>
        <Trans i18nKey="activity.column-attempts">Attempts</Trans>
      </span>
      <span role="columnheader" className={styles.number}>
        <Trans i18nKey="activity.column-duration">Duration</Trans>
      </span>
    </>
  );
}

/** Events, newest first; one row at a time opens in place. */
export function EventList({ items, shape, timeZone, open, onToggle, children }: Props) {
  const styles = useStyles2(getStyles, shape);
  return (
    <section className={styles.surface}>
      <div role="table" aria-label={t('activity.events', 'Events')}>
        <div role="rowgroup">
          <Head shape={shape} />
        </div>
        <div role="rowgroup">
          {items.map((event) => (
            <EventRow
              key={event.sequence}
              event={event}
              shape={shape}
              timeZone={timeZone}
              open={open !== '' && openIdOf(event) === open}
              onToggle={onToggle}
            />
          ))}
        </div>
      </div>
      {children}
    </section>
  );
}
