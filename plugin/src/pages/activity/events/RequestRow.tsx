import React from 'react';
import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { count, DASH, duration, exactTime } from '../../../format/format.ts';
import type { ContentShape } from '../../../hooks/useContentWidth.ts';
import { triggerName } from '../../../i18n/triggerName.ts';
import { whenText } from '../whenText.ts';
import { getStyles } from './eventList.styles.ts';
import type { EventOf } from './eventWords.ts';
import { OutcomeCell } from './OutcomeCell.tsx';
import { RowToggle } from './RowToggle.tsx';

interface Props {
  readonly event: EventOf<'request'>;
  readonly shape: ContentShape;
  readonly timeZone: string;
  readonly open: boolean;
  readonly detailId: string;
  readonly onToggle: () => void;
}

function Names({ event, shape }: Pick<Props, 'event' | 'shape'>) {
  const styles = useStyles2(getStyles, shape);
  const served = event.servedModel ?? DASH;
  return (
    <>
      <span role="cell" className={cx(styles.cell, styles.strong)} title={event.model}>
        {event.model}
      </span>
      <span role="cell" className={styles.cell} title={served}>
        {served}
      </span>
      <span role="cell" className={styles.cell}>
        {event.trigger === null ? DASH : triggerName(event.trigger)}
      </span>
      <span role="cell" className={styles.number}>
        {count(event.attempts)}
      </span>
      <span role="cell" className={styles.number}>
        {duration(event.durationMs)}
      </span>
    </>
  );
}

/** The same on two lines, for narrow pages. */
function Stacked({ event, shape, timeZone }: Pick<Props, 'event' | 'shape' | 'timeZone'>) {
  const styles = useStyles2(getStyles, shape);
  return (
    <span role="cell" className={styles.cell}>
      <span className={styles.strong}>{event.model}</span>
      {event.servedModel !== null && event.servedModel !== event.model && <span> → {event.servedModel}</span>}
      <br />
      <span className={styles.small}>
        {[whenText(event.at, timeZone, 's'), event.trigger === null ? '' : triggerName(event.trigger)]
          .filter(Boolean)
          .join(', ')}
      </span>
    </span>
  );
}

/** One request: who was asked, who answered, why. */
export function RequestRow({ event, shape, timeZone, open, detailId, onToggle }: Props) {
  const styles = useStyles2(getStyles, shape);
  const when = whenText(event.at, timeZone, shape === 'wide' ? 'ms' : 's');
  return (
    <div role="row" className={cx(styles.row, styles.line, open && styles.open)}>
      <span role="cell" className={styles.toggle}>
        <RowToggle
          open={open}
          controls={detailId}
          label={t('activity.show-request', 'Attempts of {{- model}}, {{- when}}', { model: event.model, when })}
          onToggle={onToggle}
        />
      </span>
      {shape === 'narrow' ? (
        <Stacked event={event} shape={shape} timeZone={timeZone} />
      ) : (
        <>
          <span role="cell" className={styles.time} title={exactTime(event.at, timeZone)}>
            {when}
          </span>
          <Names event={event} shape={shape} />
        </>
      )}
      <span role="cell" className={cx(styles.cell, styles.outcome)}>
        <OutcomeCell outcome={event.outcome} />
      </span>
    </div>
  );
}
