import React, { useRef } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { AttemptRow } from './AttemptRow.tsx';
import { AttemptTable } from './AttemptTable.tsx';
import { stepName } from './attemptWords.ts';
import { Axis } from './Axis.tsx';
import { SkippedRow } from './SkippedRow.tsx';
import { percentOf, type TimeAxis } from './timeAxis.ts';
import type { Timeline, TimelineStep } from './timeline.ts';
import { useTick } from './useTick.ts';

interface Props {
  readonly timeline: Timeline;
  readonly axis: TimeAxis;
  /** Local clock ms (performance.now) of the request's start while it runs; absent = it is over. */
  readonly clock?: number | null;
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

const getStyles = (theme: GrafanaTheme2) => ({
  container: css({ position: 'relative', containerType: 'inline-size' }),
  picture: css({ ...theme.typography.bodySmall, fontVariantNumeric: 'tabular-nums' }),
  step: css({
    display: 'flex',
    gap: theme.spacing(0.75),
    padding: theme.spacing(1, 0, 0.25),
    fontWeight: theme.typography.fontWeightMedium,
    whiteSpace: 'nowrap',
  }),
  index: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  model: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  provider: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
});
