import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { duration, waits } from '../../format/format.ts';
import { attemptName, resultText, skipText, stepName } from './attemptWords.ts';
import type { Timeline, TimelineAttempt, TimelineStep } from './timeline.ts';

function resultCell(attempt: TimelineAttempt): string {
  const parts = [resultText(attempt)];
  if (attempt.message) parts.push(attempt.message);
  if (attempt.wait) {
    parts.push(t('attempts.then-wait', 'then waits {{- length}}', { length: waits(Math.round(attempt.wait.ms)) }));
  }
  return parts.join(', ');
}

function StepRows({ step }: { readonly step: TimelineStep }) {
  const name = `${stepName(step.position)} ${step.model}`;
  return (
    <>
      {step.skipped && (
        <tr>
          <th scope="row">{name}</th>
          <td>{duration(step.skipped.atMs)}</td>
          <td>–</td>
          <td>{`${skipText(step.skipped)} ${step.skipped.detail}`}</td>
        </tr>
      )}
      {step.attempts.map((attempt) => (
        <tr key={attempt.retry}>
          <th scope="row">{`${name}, ${attemptName(attempt.retry)}`}</th>
          <td>{duration(attempt.atMs)}</td>
          <td>{attempt.durationMs === null ? '–' : duration(attempt.durationMs)}</td>
          <td>{resultCell(attempt)}</td>
        </tr>
      ))}
    </>
  );
}

/** The waterfall as a table, for those who do not see it. */
export function AttemptTable({ timeline }: { readonly timeline: Timeline }) {
  return (
    <table className="sr-only" aria-label={t('attempts.title', 'Attempts')}>
      <thead>
        <tr>
          <th scope="col">
            <Trans i18nKey="attempts.attempt">Attempt</Trans>
          </th>
          <th scope="col">
            <Trans i18nKey="attempts.start">Start</Trans>
          </th>
          <th scope="col">
            <Trans i18nKey="attempts.time">Time</Trans>
          </th>
          <th scope="col">
            <Trans i18nKey="attempts.result">Result</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {timeline.map((step) => (
          <StepRows key={step.position} step={step} />
        ))}
      </tbody>
    </table>
  );
}
