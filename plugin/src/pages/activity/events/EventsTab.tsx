import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { listEvents } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { EmptyTeaching } from '../../../components/EmptyTeaching.tsx';
import { QueryState } from '../../../components/QueryState.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useContentWidth } from '../../../hooks/useContentWidth.ts';
import { useTimeRange } from '../../../hooks/useTimeRange.ts';
import type { ActivityView } from '../activityView.ts';
import { FilterRow } from '../FilterRow.tsx';
import { ListFoot } from '../ListFoot.tsx';
import type { ChangeView } from '../useActivityView.ts';
import { useRowToggle } from '../useRowToggle.ts';
import { useSaveCsv } from '../useSaveCsv.ts';
import { EventFilters } from './EventFilters.tsx';
import { EventList } from './EventList.tsx';
import { eventQuery, isFiltered, NO_FILTERS, type EventRange } from './eventQuery.ts';
import { openIdOf } from './EventRow.tsx';
import { keptText } from './keptText.ts';
import { NewEventsPill } from './NewEventsPill.tsx';
import { PinnedEvent } from './PinnedEvent.tsx';
import { useEventPages } from './useEventPages.ts';

interface Props {
  readonly view: ActivityView;
  readonly onChange: ChangeView;
}

/** The range of the page as the agent takes it; one that ends now has no end, so that new events come. */
function useEventRange(): EventRange {
  const { range, params } = useTimeRange();
  return useMemo(() => {
    const from = range.from.toISOString();
    return params.to === 'now' ? { from } : { from, to: range.to.toISOString() };
  }, [range, params.to]);
}

function Empty({ view, onChange }: Props) {
  if (!isFiltered(view)) {
    return (
      <EmptyTeaching
        title={t('activity.empty', 'Nothing fell back in this range')}
        text={t(
          'activity.empty-text',
          'Requests that leave their primary or fail stand here, and breakers, changes and tests with them. Choose a longer range to look further back.',
        )}
      />
    );
  }
  return (
    <EmptyTeaching
      title={t('activity.no-match', 'No event matches these filters')}
      action={
        <Button variant="secondary" onClick={() => onChange(NO_FILTERS)}>
          {t('activity.clear', 'Clear filters')}
        </Button>
      }
    />
  );
}

/** What fell back, why, and what else happened. */
export function EventsTab({ view, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const { ref, shape } = useContentWidth();
  const { timeZone } = useTimeRange();
  const query = eventQuery(view, useEventRange());
  const { pages, items, fresh, freshFull, showNew } = useEventPages(query);
  const csv = useSaveCsv('events', listEvents, () => ({ query }));
  const { event } = view;
  const toggle = useRowToggle(event, (id) => onChange({ event: id }));
  const pinned = event !== '' && pages.isSuccess && !items.some((item) => openIdOf(item) === event);
  return (
    <div ref={ref} className={styles.tab}>
      <FilterRow saving={csv.saving} onSave={csv.save}>
        <EventFilters view={view} onChange={onChange} />
      </FilterRow>
      {pinned && <PinnedEvent id={event} onClose={() => onChange({ event: '' })} />}
      <QueryState query={pages} skeleton={<Skeleton rows={8} rowHeight={38} />}>
        {({ pages: [first] }) => (
          <div>
            <NewEventsPill count={fresh} full={freshFull} onShow={showNew} />
            {items.length === 0 ? (
              <Empty view={view} onChange={onChange} />
            ) : (
              <EventList items={items} shape={shape} timeZone={timeZone} open={event} onToggle={toggle}>
                <ListFoot
                  text={keptText(items.length, first?.data.kept, timeZone)}
                  more={pages.hasNextPage}
                  loading={pages.isFetchingNextPage}
                  onMore={() => void pages.fetchNextPage()}
                />
              </EventList>
            )}
          </div>
        )}
      </QueryState>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tab: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
});
