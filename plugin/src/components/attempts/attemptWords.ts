import { t } from '@grafana/i18n';
import { duration, waits } from '../../format/format.ts';
import { triggerName, triggerTitle } from '../../i18n/triggerName.ts';
import { attemptState, type Timeline, type TimelineAttempt, type TimelineSkip, type TimelineStep } from './timeline.ts';

/** "Primary", "Fallback 2". */
export function stepName(position: number): string {
  return position === 0
    ? t('attempts.primary', 'Primary')
    : t('attempts.fallback', 'Fallback {{- position}}', { position });
}

/** "Attempt 1", "Retry 2". */
export function attemptName(retry: number): string {
  return retry === 0 ? t('attempts.first', 'Attempt 1') : t('attempts.retry', 'Retry {{- number}}', { number: retry });
}

/** Results that are no trigger. */
function otherName(result: string): string | undefined {
  if (result === 'client_error') return t('attempts.client-error', 'request refused');
  return result === 'other' ? t('attempts.other', 'failed') : undefined;
}

function failureText({ result, status, interrupted }: TimelineAttempt): string {
  if (interrupted) return t('attempts.broke-off', 'Broke off');
  const trigger = result ?? '';
  const name = otherName(trigger);
  if (status === null) return name ?? triggerTitle(trigger);
  return t('attempts.failed', '{{- status}} {{- reason}}', { status, reason: name ?? triggerName(trigger) });
}

/** How a call ended: "429 rate limit", "Answered". */
export function resultText(attempt: TimelineAttempt): string {
  switch (attemptState(attempt)) {
    case 'answered':
      return t('attempts.answered', 'Answered');
    case 'stopped':
      return t('attempts.stopped', 'Stopped');
    case 'running':
      return t('attempts.calling', 'Calling');
    case 'failed':
      return failureText(attempt);
  }
}

/** "wait 4 s", in the bar. */
export function waitText(ms: number): string {
  return t('attempts.wait', 'wait {{- length}}', { length: waits(Math.round(ms / 100) * 100) });
}

/** "Waiting, 5.2 s left". */
export function waitingText(leftMs: number): string {
  return t('attempts.waiting', 'Waiting, {{- left}} left', { left: `${(Math.max(0, leftMs) / 1_000).toFixed(1)} s` });
}

/** Why a step was left without a call: "Skipped: missing capability". */
export function skipText({ reason }: TimelineSkip): string {
  return t('attempts.skipped-because', 'Skipped: {{- reason}}', { reason: triggerName(reason) });
}

/** One line of what a step's call came to, for listeners: "Fallback 1, claude-sonnet, Attempt 1: Answered after 1.4 s." */
function attemptSentence(step: TimelineStep, attempt: TimelineAttempt): string {
  const what = {
    step: stepName(step.position),
    model: step.model,
    attempt: attemptName(attempt.retry),
    result: resultText(attempt),
    time: duration(attempt.durationMs),
  };
  if (attempt.durationMs === null) {
    return t('attempts.said-running', '{{- step}}, {{- model}}, {{- attempt}}: {{- result}}.', what);
  }
  const said = t('attempts.said', '{{- step}}, {{- model}}, {{- attempt}}: {{- result}} after {{- time}}.', what);
  if (!attempt.wait) return said;
  return `${said} ${t('attempts.said-wait', 'Waiting {{- length}}.', { length: waits(Math.round(attempt.wait.ms)) })}`;
}

/** The newest of what happened, as a sentence to be read aloud; empty where nothing did. */
export function latestSentence(timeline: Timeline): string {
  const step = timeline.at(-1);
  if (!step) return '';
  if (step.skipped) return `${stepName(step.position)}, ${step.model}: ${skipText(step.skipped)}.`;
  const attempt = step.attempts.at(-1);
  return attempt ? attemptSentence(step, attempt) : '';
}
