import React, { memo, useId } from 'react';
import { cx } from '@emotion/css';
import type { AgentEvent } from '@understudy/contract';
import { useStyles2 } from '@grafana/ui';
import type { ContentShape } from '../../../hooks/useContentWidth.ts';
import { EventDetail } from './EventDetail.tsx';
import { getStyles } from './eventList.styles.ts';
import { isNote, NoteRow } from './NoteRow.tsx';
import { RequestRow } from './RequestRow.tsx';

interface Props {
  readonly event: AgentEvent;
  readonly shape: ContentShape;
  readonly timeZone: string;
  readonly open: boolean;
  /** Opens the row of an id, or closes it where it is open. */
  readonly onToggle: (id: string) => void;
}

/** Columns of the table. */
const COLUMNS = 8;

/** Id by which a row is opened; undefined = it has nothing to open. */
export function openIdOf(event: AgentEvent): string | undefined {
  return event.kind === 'request' || event.kind === 'drill' ? event.id : undefined;
}

/** One line of the list with, when it is open, what is behind it. */
export const EventRow = memo(function EventRow({ event, onToggle, ...rest }: Props) {
  const styles = useStyles2(getStyles, rest.shape);
  const detailId = useId();
  const toggle = (): void => onToggle(openIdOf(event) ?? '');
  const row = { ...rest, detailId, onToggle: toggle };
  return (
    <>
      {event.kind === 'request' && <RequestRow event={event} {...row} />}
      {isNote(event) && <NoteRow event={event} {...row} />}
      {rest.open && (event.kind === 'request' || event.kind === 'drill') && (
        <div role="row" id={detailId}>
          <div role="cell" aria-colspan={COLUMNS} className={cx(styles.detail)}>
            <EventDetail event={event} />
          </div>
        </div>
      )}
    </>
  );
});
