import type { AgentEvent } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { clock } from '../../../format/format.ts';
import { triggerName } from '../../../i18n/triggerName.ts';
import type { KindChoice, OutcomeChoice } from './eventQuery.ts';

/** An event of one kind. */
export type EventOf<Kind extends AgentEvent['kind']> = Extract<AgentEvent, { kind: Kind }>;

/** What a kind of lines is called in the filter. */
export function kindName(kind: KindChoice): string {
  switch (kind) {
    case 'fallback':
      return t('activity.kind-fallback', 'Fallbacks');
    case 'request':
      return t('activity.kind-request', 'All requests');
    case 'breaker':
      return t('activity.kind-breaker', 'Breakers');
    case 'config':
      return t('activity.kind-config', 'Configuration');
    case 'drill':
      return t('activity.kind-drill', 'Tests');
  }
}

/** What a kind of lines holds, where its name does not say it all. */
export function kindHint(kind: KindChoice): string | undefined {
  return kind === 'fallback' ? t('activity.kind-fallback-hint', 'Fell back or failed') : undefined;
}

/** What an outcome is called in the filter and in the rows. */
export function outcomeName(outcome: OutcomeChoice): string {
  switch (outcome) {
    case 'answered':
      return t('activity.answered', 'Answered');
    case 'failed':
      return t('activity.failed', 'Failed');
    case 'client_error':
      return t('activity.client-error', 'Client error');
    case 'cancelled':
      return t('activity.cancelled', 'Cancelled');
    case 'rejected':
      return t('activity.rejected', 'Rejected');
  }
}

/** How a request or a test ended, in the words of the page. */
export function outcomeOf(outcome: string): OutcomeChoice {
  switch (outcome) {
    case 'success':
    case 'answered':
      return 'answered';
    case 'client_error':
    case 'cancelled':
    case 'rejected':
      return outcome;
    default:
      return 'failed';
  }
}

/** "openai / gpt-4o-2024-11-20 is open, next probe 14:31:28, told by agent-b". */
export function breakerText(event: EventOf<'breaker'>, timeZone: string): string {
  const moved = movedText(event, timeZone);
  // Another agent of the group saw what moved it.
  return event.by === undefined
    ? moved
    : t('activity.breaker-told', '{{- moved}}, told by {{- agent}}', { moved, agent: event.by });
}

function movedText(event: EventOf<'breaker'>, timeZone: string): string {
  const named = { provider: event.provider, model: event.upstreamModel };
  switch (event.to) {
    case 'open':
      return event.nextProbeAt === null
        ? t('activity.breaker-open', '{{- provider}} / {{- model}} is open', named)
        : t('activity.breaker-open-until', '{{- provider}} / {{- model}} is open, next probe {{- time}}', {
            ...named,
            time: clock(event.nextProbeAt, timeZone, 's'),
          });
    case 'half_open':
      return t('activity.breaker-half', '{{- provider}} / {{- model}} is half-open: probing', named);
    case 'closed':
      return t('activity.breaker-closed', '{{- provider}} / {{- model}} is closed again', named);
  }
}

/** "Revision 129 by jane.doe: why". */
export function configText({ revision, author, outcome, reason, summary }: EventOf<'config'>): string {
  const told = { revision, author, why: reason ?? summary };
  if (outcome === 'refused') return t('activity.config-refused', 'Refused, by {{- author}}: {{- why}}', told);
  return told.why === ''
    ? t('activity.config', 'Revision {{- revision}} by {{- author}}', told)
    : t('activity.config-why', 'Revision {{- revision}} by {{- author}}: {{- why}}', told);
}

/** "rate limit, answered by claude-sonnet, run by alice". */
export function drillText({ trigger, servedModel, outcome, author }: EventOf<'drill'>): string {
  const told = { failure: triggerName(trigger), model: servedModel ?? '', author };
  if (servedModel !== null) {
    return t('activity.drill-answered', '{{- failure}}, answered by {{- model}}, run by {{- author}}', told);
  }
  const ended =
    outcome === 'exhausted'
      ? t('activity.drill-exhausted', 'all steps failed')
      : outcomeName(outcomeOf(outcome)).toLowerCase();
  return t('activity.drill-ended', '{{- failure}}, {{- ended}}, run by {{- author}}', { ...told, ended });
}
