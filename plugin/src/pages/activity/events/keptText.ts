import type { EndpointResult, listEvents } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { count, exactTime } from '../../../format/format.ts';

/** What the agent says of how far it remembers. */
type Kept = EndpointResult<typeof listEvents>['kept'];

/** "100 shown. The agent keeps the last 4,542 requests, back to 2026-11-20 22:14:07; older ones are in your logs." */
export function keptText(shown: number, kept: Kept | undefined, timeZone: string): string {
  const told = t('activity.shown', '{{- shown}} shown.', { shown: count(shown) });
  if (!kept || kept.oldestAt === null) return told;
  return `${told} ${t(
    'activity.kept',
    'The agent keeps the last {{- requests}} requests, back to {{- oldest}}; older ones are in your logs.',
    { requests: count(kept.requests), oldest: exactTime(kept.oldestAt, timeZone) },
  )}`;
}
