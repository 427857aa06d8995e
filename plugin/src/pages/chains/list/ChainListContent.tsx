import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import type { ChainResource } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, EmptyState, Pagination, useStyles2 } from '@grafana/ui';
import { EmptyTeaching } from '../../../components/EmptyTeaching.tsx';
import { surface } from '../../../components/surface.ts';
import { useAgentStatus } from '../../../hooks/useAgentStatus.ts';
import { useContentWidth } from '../../../hooks/useContentWidth.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { arrangeChains } from './arrangeChains.ts';
import { ChainListFilters } from './ChainListFilters.tsx';
import { isFiltered, type ChainListQuery } from './chainListQuery.ts';
import { chainRow } from './chainRow.ts';
import { ChainTable } from './ChainTable.tsx';

const PAGE_SIZE = 50;
const MINUTE = 60_000;

/** Until the agent told its threshold nothing is above it. */
const NO_THRESHOLD = 1;

interface Props {
  readonly chains: readonly ChainResource[];
  readonly counts: { readonly all: number; readonly notProven: number };
  readonly query: ChainListQuery;
  readonly onChange: (change: Partial<ChainListQuery>) => void;
  readonly canAdd: boolean;
}

function NoChains({ canAdd }: { readonly canAdd: boolean }) {
  return (
    <EmptyTeaching
      title={t('chains.empty.title', 'No model has a chain yet')}
      text={
        canAdd
          ? t(
              'chains.empty.text',
              'Without one a request fails when its model fails. Add a chain, and name the models that step in.',
            )
          : t('chains.empty.viewer', 'Without one a request fails when its model fails.')
      }
    />
  );
}

function NoMatch({ search, onClear }: { readonly search: string; readonly onClear: () => void }) {
  const message =
    search.trim() === ''
      ? t('chains.no-match', 'No chain matches these filters')
      : t('chains.no-match-search', 'No chain matches “{{- search}}”', { search: search.trim() });
  return (
    <EmptyState
      variant="not-found"
      hideImage
      message={message}
      button={
        <Button variant="secondary" onClick={onClear}>
          {t('chains.clear-filters', 'Clear filters')}
        </Button>
      }
    />
  );
}

/** Filters and the table of chains that they let through, page by page. */
export function ChainListContent({ chains, counts, query, onChange, canAdd }: Props) {
  const styles = useStyles2(getStyles);
  const { ref, shape } = useContentWidth();
  const now = useNow(MINUTE);
  const threshold = useAgentStatus().data?.data.warnings.fallbackRate ?? NO_THRESHOLD;
  const rows = useMemo(() => chains.map(chainRow), [chains]);
  const arranged = useMemo(() => arrangeChains(rows, query, now), [rows, query, now]);
  if (counts.all === 0) return <NoChains canAdd={canAdd} />;
  const pages = Math.max(1, Math.ceil(arranged.length / PAGE_SIZE));
  const page = Math.min(query.page, pages);
  const clear = { search: '', notProven: false, provider: undefined, upstreamModel: undefined };
  return (
    <div ref={ref}>
      <ChainListFilters query={query} counts={counts} onChange={onChange} />
      {arranged.length === 0 ? (
        isFiltered(query) && <NoMatch search={query.search} onClear={() => onChange(clear)} />
      ) : (
        <section className={styles.surface} aria-label={t('chains.title', 'Chains')}>
          <ChainTable
            rows={arranged.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
            sort={query.sort}
            descending={query.descending}
            onSort={(sort, descending) => onChange({ sort, descending })}
            shape={shape}
            rateThreshold={threshold}
          />
        </section>
      )}
      {pages > 1 && (
        <div className={styles.pages}>
          <Pagination currentPage={page} numberOfPages={pages} onNavigate={(to) => onChange({ page: to })} />
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  surface: css({
    ...surface(theme),
  }),
  pages: css({ display: 'flex', justifyContent: 'flex-end', marginTop: theme.spacing(2) }),
});
