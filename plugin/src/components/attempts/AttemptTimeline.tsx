import React, { useRef } from 'react';
import { cx } from '@emotion/css';
import { Trans } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { duration, waits } from '../../format/format.ts';
import { AttemptRow } from './AttemptRow.tsx';
import { AttemptTable } from './AttemptTable.tsx';
import { Gridlines } from './Gridlines.tsx';
import { getStyles } from './AttemptTimeline.styles.ts';
import { skipText, stepName } from './attemptWords.ts';
import { percentOf, type TimeAxis } from './timeAxis.ts';
import type { Timeline, TimelineSkip, TimelineStep } from './timeline.ts';
import { useTick } from './useTick.ts';

interface Props {
  readonly timeline: Timeline;
  readonly axis: TimeAxis;
  /** Local clock ms (performance.now) of the request's start while it runs; absent = it is over. */
  readonly clock?: number | null;
}

/** Ticks closer than this are too short for a number of seconds with one digit after the point. */
const FINE_TICK_MS = 100;

function tickText({ ticks }: TimeAxis, ms: number): string {
  const fine = (ticks[1] ?? 0) < FINE_TICK_MS && ms > 0;
  return fine ? duration(ms) : waits(ms);
}

function Axis({ axis }: { readonly axis: TimeAxis }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={cx(styles.row, styles.head)}>
      <span>
        <Trans i18nKey="attempts.attempt">Attempt</Trans>
      </span>
      <span className={styles.axis}>
        {axis.ticks.map((ms) => (
          <span key={ms} className={styles.tick} style={{ left: `${percentOf(axis, ms)}%` }}>
            {tickText(axis, ms)}
          </span>
        ))}
      </span>
      <span className={styles.time}>
        <Trans i18nKey="attempts.time">Time</Trans>
      </span>
      <span className={styles.result}>
        <Trans i18nKey="attempts.result">Result</Trans>
      </span>
    </div>
  );
}

interface SkippedProps {
  readonly skip: TimelineSkip;
  readonly axis: TimeAxis;
  readonly running: boolean;
}

function SkippedRow({ skip, axis, running }: SkippedProps) {
  const styles = useStyles2(getStyles);
  const left = `min(100% - 24px, ${percentOf(axis, skip.atMs)}%)`;
  return (
    <div className={styles.row}>
      <span className={styles.label}>
        <Trans i18nKey="attempts.skipped">Skipped</Trans>
      </span>
      <span className={styles.track}>
        <Gridlines axis={axis} running={running} />
        <span className={cx(styles.bar, styles.skipped)} style={{ left }} />
      </span>
      <span className={styles.time}>–</span>
      <span className={cx(styles.result, styles.stoppedText)} title={skip.detail || undefined}>
        <Icon size="sm" name="minus" /> {skipText(skip)}
      </span>
    </div>
  );
}

interface StepProps {
  readonly step: TimelineStep;
  readonly axis: TimeAxis;
  readonly clock: number | null;
  /** The last step so far: its last call is the one under way. */
  readonly last: boolean;
}

/** Failures that a status says all about. */
const SAID_BY_STATUS = new Set(['rate_limit', 'quota', 'server_error', 'timeout']);

/** What went wrong in words, where the result does not say it all and the call before did not say the same. */
function noteOf(attempts: TimelineStep['attempts'], index: number): string {
  const attempt = attempts[index];
  if (!attempt || attempt.message === attempts[index - 1]?.message) return '';
  return attempt.status !== null && SAID_BY_STATUS.has(attempt.result ?? '') ? '' : attempt.message;
}

function StepBlock({ step, axis, clock, last }: StepProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <div className={styles.step}>
        <span className={styles.index}>{stepName(step.position)}</span>{' '}
        <span className={styles.model} title={step.model}>
          {step.model}
        </span>{' '}
        <span className={styles.provider}>{step.provider}</span>
      </div>
      {step.skipped && <SkippedRow skip={step.skipped} axis={axis} running={clock !== null} />}
      {step.attempts.map((attempt, index) => (
        <AttemptRow
          key={attempt.retry}
          attempt={attempt}
          axis={axis}
          clock={clock}
          last={last && index === step.attempts.length - 1}
          note={noteOf(step.attempts, index)}
        />
      ))}
    </>
  );
}

/**
 * Waterfall of one request on its own clock, grouped by step: red failed, hatched waited, accent answered, dashed skipped.
 * While it runs a line stands at now and the last row counts. Screen readers get a table instead.
 */
export function AttemptTimeline({ timeline, axis, clock = null }: Props) {
  const styles = useStyles2(getStyles);
  const root = useRef<HTMLDivElement>(null);
  useTick(clock !== null, 0, (now) => {
    root.current?.style.setProperty('--now', `${percentOf(axis, now - (clock ?? now))}%`);
  });
  return (
    <div className={styles.container}>
      <div ref={root} className={styles.picture} aria-hidden="true">
        <Axis axis={axis} />
        {timeline.map((step, index) => (
          <StepBlock key={step.position} step={step} axis={axis} clock={clock} last={index === timeline.length - 1} />
        ))}
      </div>
      <AttemptTable timeline={timeline} />
    </div>
  );
}
