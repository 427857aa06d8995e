import React, { useState } from 'react';
import { cx } from '@emotion/css';
import { Icon, useStyles2, type IconName } from '@grafana/ui';
import { duration } from '../../format/format.ts';
import { attemptName, resultText, waitingText, waitText } from './attemptWords.ts';
import { getBarStyles } from './bars.styles.ts';
import { Gridlines } from './Gridlines.tsx';
import { getRowStyles } from './rows.styles.ts';
import { percentOf, type TimeAxis } from './timeAxis.ts';
import { attemptState, type AttemptState, type TimelineAttempt, type TimelineWait } from './timeline.ts';
import { useTick } from './useTick.ts';

/** How often a number that counts down is shown anew. */
const COUNT_MS = 100;

interface Props {
  readonly attempt: TimelineAttempt;
  readonly axis: TimeAxis;
  /** Local clock ms of the request's start; null = it is over. */
  readonly clock: number | null;
  /** The newest call: what counts, counts here. */
  readonly last: boolean;
  /** What the provider said, where the row above does not say the same. */
  readonly note: string;
}

const ICONS: Readonly<Record<AttemptState, IconName>> = {
  answered: 'check',
  failed: 'times',
  stopped: 'minus',
  running: 'hourglass',
};

/** Milliseconds of the request's own clock, as they pass. */
function useElapsed(clock: number | null): number {
  const [elapsed, setElapsed] = useState(0);
  useTick(clock !== null, COUNT_MS, (now) => setElapsed(Math.max(0, now - (clock ?? now))));
  return elapsed;
}

function WaitBar({ wait, axis }: { readonly wait: TimelineWait; readonly axis: TimeAxis }) {
  const styles = useStyles2(getBarStyles);
  const left = percentOf(axis, wait.atMs);
  const width = percentOf(axis, wait.atMs + wait.ms) - left;
  return (
    <span className={cx(styles.bar, styles.wait)} style={{ left: `${left}%`, width: `${width}%` }}>
      <span className={styles.waitText}>{waitText(wait.ms)}</span>
    </span>
  );
}

function CallBar({ attempt, axis }: { readonly attempt: TimelineAttempt; readonly axis: TimeAxis }) {
  const styles = useStyles2(getBarStyles);
  const left = percentOf(axis, attempt.atMs);
  const state = attemptState(attempt);
  // One under way reaches to the line of now, which moves without React.
  const width =
    attempt.durationMs === null
      ? `max(3px, calc(var(--now, 0%) - ${left}%))`
      : `max(3px, ${percentOf(axis, attempt.atMs + attempt.durationMs) - left}%)`;
  return <span className={cx(styles.bar, styles[state])} style={{ left: `min(100% - 3px, ${left}%)`, width }} />;
}

/** The row under way: how long the call takes, or how long is waited still. */
function LiveCells({ attempt, clock }: { readonly attempt: TimelineAttempt; readonly clock: number }) {
  const styles = useStyles2(getRowStyles);
  const elapsed = useElapsed(clock);
  const { wait } = attempt;
  return (
    <>
      <span className={styles.time}>{duration(attempt.durationMs ?? Math.max(0, elapsed - attempt.atMs))}</span>
      <span className={styles.result}>
        <Icon size="sm" name="hourglass" /> {wait ? waitingText(wait.atMs + wait.ms - elapsed) : resultText(attempt)}
      </span>
    </>
  );
}

/** One call on the axis, with the wait after it. */
export function AttemptRow({ attempt, axis, clock, last, note }: Props) {
  const styles = useStyles2(getRowStyles);
  const state = attemptState(attempt);
  const live = clock !== null && last && (attempt.wait !== null || state === 'running');
  return (
    <div className={cx(styles.row, note !== '' && styles.noted)}>
      <span className={styles.label}>{attemptName(attempt.retry)}</span>
      <span className={styles.track}>
        <Gridlines axis={axis} running={clock !== null} />
        <CallBar attempt={attempt} axis={axis} />
        {attempt.wait && <WaitBar wait={attempt.wait} axis={axis} />}
      </span>
      {live ? (
        <LiveCells attempt={attempt} clock={clock} />
      ) : (
        <>
          <span className={styles.time}>{duration(attempt.durationMs)}</span>
          <span className={cx(styles.result, styles[state])}>
            <Icon size="sm" name={ICONS[state]} /> {resultText(attempt)}
          </span>
        </>
      )}
      {note !== '' && (
        <span className={styles.note} title={note}>
          {note}
        </span>
      )}
    </div>
  );
}
