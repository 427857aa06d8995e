import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { listAudit } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { EmptyTeaching } from '../../../components/EmptyTeaching.tsx';
import { QueryState } from '../../../components/QueryState.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { count } from '../../../format/format.ts';
import { useContentWidth } from '../../../hooks/useContentWidth.ts';
import { useTimeRange } from '../../../hooks/useTimeRange.ts';
import type { ActivityView } from '../activityView.ts';
import { FilterRow } from '../FilterRow.tsx';
import { ListFoot } from '../ListFoot.tsx';
import type { ChangeView } from '../useActivityView.ts';
import { useRowToggle } from '../useRowToggle.ts';
import { useSaveCsv } from '../useSaveCsv.ts';
import { AUDIT_RANGE } from './auditRange.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditList } from './AuditList.tsx';
import { actionsOf } from './auditResources.ts';
import { useAuditPages } from './useAuditPages.ts';

interface Props {
  readonly view: ActivityView;
  readonly onChange: ChangeView;
}

/** What the agent is asked for. */
function useAuditQuery({ authors, resources }: ActivityView) {
  const { range, params } = useTimeRange(AUDIT_RANGE);
  return useMemo(() => {
    const action = actionsOf(resources);
    return {
      from: range.from.toISOString(),
      ...(params.to === 'now' ? {} : { to: range.to.toISOString() }),
      ...(authors.length === 0 ? {} : { author: authors.join(',') }),
      ...(action === undefined ? {} : { action }),
    };
  }, [range, params.to, authors, resources]);
}

function Empty({ view, onChange }: Props) {
  const filtered = view.authors.length > 0 || view.resources.length > 0;
  if (!filtered) {
    return <EmptyTeaching title={t('audit.empty', 'Nobody changed anything in this range')} />;
  }
  return (
    <EmptyTeaching
      title={t('audit.no-match', 'No entry matches these filters')}
      action={
        <Button variant="secondary" onClick={() => onChange({ authors: [], resources: [] })}>
          {t('activity.clear', 'Clear filters')}
        </Button>
      }
    />
  );
}

/** Who changed what, why, and the way back. */
export function AuditTab({ view, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const { ref, shape } = useContentWidth();
  const { timeZone } = useTimeRange(AUDIT_RANGE);
  const query = useAuditQuery(view);
  const { pages, items } = useAuditPages(query);
  const csv = useSaveCsv('audit', listAudit, () => ({ query: { ...query, limit: 1_000 } }));
  const { entry } = view;
  const toggle = useRowToggle(entry, (id) => onChange({ entry: id }));
  return (
    <div ref={ref} className={styles.tab}>
      <FilterRow saving={csv.saving} onSave={csv.save}>
        <AuditFilters view={view} onChange={onChange} />
      </FilterRow>
      <QueryState query={pages} skeleton={<Skeleton rows={8} rowHeight={38} />}>
        {() =>
          items.length === 0 ? (
            <Empty view={view} onChange={onChange} />
          ) : (
            <AuditList items={items} shape={shape} timeZone={timeZone} open={entry} onToggle={toggle}>
              <ListFoot
                text={t('activity.shown', '{{- shown}} shown.', { shown: count(items.length) })}
                more={pages.hasNextPage}
                loading={pages.isFetchingNextPage}
                onMore={() => void pages.fetchNextPage()}
              />
            </AuditList>
          )
        }
      </QueryState>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tab: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
});
