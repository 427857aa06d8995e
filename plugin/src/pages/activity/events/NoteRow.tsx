import React, { type ReactNode } from 'react';
import { cx } from '@emotion/css';
import type { AgentEvent } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Icon, useStyles2, type IconName } from '@grafana/ui';
import { exactTime } from '../../../format/format.ts';
import type { ContentShape } from '../../../hooks/useContentWidth.ts';
import { whenText } from '../whenText.ts';
import { getStyles } from './eventList.styles.ts';
import { breakerText, configText, drillText, type EventOf } from './eventWords.ts';
import { OutcomeCell } from './OutcomeCell.tsx';
import { RowToggle } from './RowToggle.tsx';

/** Lines that are no requests. */
export type NoteEvent = EventOf<'breaker' | 'config' | 'drill'>;

interface Props {
  readonly event: NoteEvent;
  readonly shape: ContentShape;
  readonly timeZone: string;
  readonly open: boolean;
  readonly detailId: string;
  readonly onToggle: () => void;
}

interface Note {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly failed: boolean;
}

function noteOf(event: NoteEvent, timeZone: string): Note {
  switch (event.kind) {
    case 'breaker':
      return {
        icon: 'bolt',
        title: t('activity.breaker', 'Breaker'),
        text: breakerText(event, timeZone),
        failed: event.to === 'open',
      };
    case 'config':
      return {
        icon: 'cog',
        title: t('activity.configuration', 'Configuration'),
        text: configText(event),
        failed: event.outcome === 'refused',
      };
    case 'drill':
      return {
        icon: 'play',
        title: t('activity.test-of', 'Test of {{- model}}:', { model: event.model }),
        text: drillText(event),
        failed: false,
      };
  }
}

/** True for events that are lines of their own; a move to the next step is told by its request. */
export function isNote(event: AgentEvent): event is NoteEvent {
  return event.kind === 'breaker' || event.kind === 'config' || event.kind === 'drill';
}

function Text({ note, shape, children }: { readonly note: Note; readonly shape: ContentShape; children?: ReactNode }) {
  const styles = useStyles2(getStyles, shape);
  return (
    <span role="cell" aria-colspan={5} className={cx(styles.cell, styles.note)} title={note.text}>
      <span className={cx(note.failed ? styles.failed : styles.secondary)}>
        <Icon name={note.icon} size="sm" /> {note.title}
      </span>{' '}
      {note.text}
      {children}
    </span>
  );
}

/** A breaker that moved, a configuration that came, a test that ended. */
export function NoteRow({ event, shape, timeZone, open, detailId, onToggle }: Props) {
  const styles = useStyles2(getStyles, shape);
  const when = whenText(event.at, timeZone, shape === 'wide' ? 'ms' : 's');
  const note = noteOf(event, timeZone);
  const narrow = shape === 'narrow';
  return (
    <div role="row" className={cx(styles.row, styles.line, open && styles.open)}>
      <span role="cell" className={styles.toggle}>
        {event.kind === 'drill' && (
          <RowToggle
            open={open}
            controls={detailId}
            label={t('activity.show-drill', 'Attempts of the test of {{- model}}, {{- when}}', {
              model: event.model,
              when,
            })}
            onToggle={onToggle}
          />
        )}
      </span>
      {!narrow && (
        <span role="cell" className={styles.time} title={exactTime(event.at, timeZone)}>
          {when}
        </span>
      )}
      <Text note={note} shape={shape}>
        {narrow && (
          <>
            <br />
            <span className={styles.small}>{whenText(event.at, timeZone, 's')}</span>
          </>
        )}
      </Text>
      {!narrow && (
        <span role="cell" className={cx(styles.cell, styles.outcome)}>
          {event.kind === 'drill' && <OutcomeCell outcome={event.outcome} />}
        </span>
      )}
    </div>
  );
}
