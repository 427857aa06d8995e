import React from 'react';
import type { EndpointResult, listEvents } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { count, exactTime } from '../../../format/format.ts';
import { getStyles } from './eventList.styles.ts';

interface Props {
  readonly shown: number;
  readonly kept: EndpointResult<typeof listEvents>['kept'] | undefined;
  readonly timeZone: string;
  readonly more: boolean;
  readonly loading: boolean;
  readonly onMore: () => void;
}

function keptText({ kept, shown, timeZone }: Pick<Props, 'kept' | 'shown' | 'timeZone'>): string {
  const told = t('activity.shown', '{{- shown}} shown.', { shown: count(shown) });
  if (!kept || kept.oldestAt === null) return told;
  return `${told} ${t(
    'activity.kept',
    'The agent keeps the last {{- requests}} requests, back to {{- oldest}}; older ones are in your logs.',
    { requests: count(kept.requests), oldest: exactTime(kept.oldestAt, timeZone) },
  )}`;
}

/** How much is shown, how far the agent remembers, and the way to more. */
export function EventsFoot({ more, loading, onMore, ...told }: Props) {
  const styles = useStyles2(getStyles, 'wide');
  return (
    <div className={styles.foot}>
      <span>{keptText(told)}</span>
      {more && (
        <Button size="sm" variant="secondary" fill="text" disabled={loading} onClick={onMore}>
          {loading ? t('activity.loading', 'Loading') : t('activity.load-more', 'Load more')}
        </Button>
      )}
    </div>
  );
}
