import { isRetryable, type Drill, type DrillFailure } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { duration, multiplier, requestMoney, type DisplayCurrency } from '../../format/format.ts';
import { triggerName, triggerTitle } from '../../i18n/triggerName.ts';
import { endText } from './endWords.ts';
import { drillLength, elapsedMs, isUnderWay, type DrillState } from './drillState.ts';

/** "Rate limit", at the beginning of a line. */
export function failureTitle(failure: DrillFailure): string {
  return failure === 'cut_stream' ? t('drill.cut-stream-title', 'Cut stream') : triggerTitle(failure);
}

/** "rate limit", in a sentence. */
export function failureName(failure: DrillFailure): string {
  return failure === 'cut_stream' ? t('drill.cut-stream', 'cut stream') : triggerName(failure);
}

/** What the simulated failure looks like. */
export function failureHint(failure: DrillFailure): string {
  switch (failure) {
    case 'rate_limit':
      return '429';
    case 'quota':
      return '402';
    case 'timeout':
      return '504';
    case 'server_error':
      return '500';
    case 'connection':
      return t('drill.hint-connection', 'refused');
    case 'invalid_response':
      return t('drill.hint-invalid', 'broken JSON');
    case 'empty_response':
      return t('drill.hint-empty', '200 without content');
    case 'context_window':
      return '400';
    case 'auth':
      return '401';
    case 'cut_stream':
      return t('drill.hint-cut', 'ends before its first content');
  }
}

function callsText(state: DrillState): string {
  const simulated = state.attempts.filter(({ forced }) => forced).length;
  const real = state.attempts.length - simulated;
  const first = t('drill.simulated', '{{count}} simulated calls', {
    count: simulated,
    defaultValue_one: '{{count}} simulated call',
  });
  return real === 0 ? first : t('drill.and-real', '{{- first}}, {{count}} real', { first, count: real });
}

/** "4 simulated calls, 1 real so far, 9.7 s"; undefined while there is nothing to tell. */
export function runningSummary(state: DrillState, now: number): string | undefined {
  if (!isUnderWay(state) || state.startedAt === null) return undefined;
  const time = duration(elapsedMs(state, now));
  if (!state.streamed) {
    return t('drill.unstreamed', 'Running for {{- time}}. What happens is shown at the end.', { time });
  }
  return t('drill.so-far', '{{- calls}} so far, {{- time}}', { calls: callsText(state), time });
}

/** "4 simulated calls, 1 real, 14.0 s of waiting, 16.6 s in all". */
export function finalSummary(state: DrillState): string | undefined {
  const length = drillLength(state);
  if (length === null || state.attempts.length === 0) return undefined;
  const parts = { calls: callsText(state), time: duration(length) };
  const waited = state.drill?.waitedMs ?? 0;
  if (state.phase === 'stopped') return t('drill.stopped-after', '{{- calls}}, stopped after {{- time}}', parts);
  if (state.phase === 'failed') return t('drill.broke-after', '{{- calls}}, broke off after {{- time}}', parts);
  if (waited > 0) {
    return t('drill.in-all', '{{- calls}}, {{- waited}} of waiting, {{- time}} in all', {
      ...parts,
      waited: duration(waited),
    });
  }
  const failure = state.order?.failure;
  if (!failure || failure === 'cut_stream' || isRetryable(failure)) {
    return t('drill.no-waiting', '{{- calls}}, no waiting, {{- time}} in all', parts);
  }
  return t('drill.never-retried', '{{- calls}}, no waiting: {{- failure}} is never retried. {{- time}} in all', {
    ...parts,
    failure: failureName(failure),
  });
}

/** "$0.0004, 1.4× the primary". */
export function costText(
  { costUsd, costMultiplier }: NonNullable<Drill['answer']>,
  currency?: DisplayCurrency,
): string {
  if (costUsd === null) return t('drill.cost-unknown', 'unknown');
  const cost = requestMoney(costUsd, currency);
  if (costMultiplier === null) return cost;
  return t('drill.cost', '{{- cost}}, {{- multiplier}} the primary', { cost, multiplier: multiplier(costMultiplier) });
}

/** What is to be said at the end about proof. */
export function proofText({ proved, outcome, failure }: Drill, time: string): string {
  const named = { failure: failureName(failure), time };
  if (proved) {
    return t('drill.proven', 'Recorded. This chain now counts as proven for {{- failure}}, today {{- time}}.', named);
  }
  switch (outcome) {
    case 'exhausted':
      return t(
        'drill.exhausted',
        'This is what the client would get, with x-should-retry: false. The chain is not proven for {{- failure}}.',
        named,
      );
    case 'answered':
      return t(
        'drill.not-forced',
        'Recorded. No step that was to fail was called, so the chain is not proven for {{- failure}}.',
        named,
      );
    default:
      return t('drill.not-proven', 'Recorded. The chain is not proven for {{- failure}}.', named);
  }
}

/** How the test ended, to be read aloud; empty where there is nothing to tell. */
export function endSentence({ drill, phase }: DrillState): string {
  if (drill) return `${endText(drill)}.`;
  return phase === 'stopped' ? `${t('attempts.stopped', 'Stopped')}.` : '';
}
