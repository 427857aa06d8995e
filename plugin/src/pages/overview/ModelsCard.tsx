import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, InlineSwitch, Pagination, useStyles2 } from '@grafana/ui';
import { SearchInput } from '../../components/SearchInput.tsx';
import { CountBadge } from '../../components/CountBadge.tsx';
import { surface } from '../../components/surface.ts';
import { count, multiplierThreshold } from '../../format/format.ts';
import type { ContentShape } from '../../hooks/useContentWidth.ts';
import { NoMatch } from './NoMatch.tsx';
import type { OverviewTable } from './overviewTable.ts';
import { TableFoot } from './TableFoot.tsx';
import { FallbackTable } from './table/FallbackTable.tsx';
import { useCalmRows } from './useCalmRows.ts';
import type { OverviewView } from './useOverviewView.ts';

interface Props {
  readonly table: OverviewTable;
  readonly view: OverviewView;
  readonly onView: (change: Partial<OverviewView>) => void;
  readonly shape: ContentShape;
}

const HEADING = 'understudy-fallbacks-per-model';

function Badges({ table: { summary, warnings } }: Pick<Props, 'table'>) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.badges}>
      <CountBadge
        text={
          summary.modelsWithFallback === 1
            ? t('overview.fell-back-one', '1 model fell back')
            : t('overview.fell-back', '{{- models}} models fell back', { models: summary.modelsWithFallback })
        }
      />
      <CountBadge
        text={t('overview.fallbacks', '{{- fallbacks}} fallbacks', { fallbacks: count(summary.fallbacksToday) })}
      />
      {summary.modelsExceeding2x > 0 && (
        <Badge
          color="orange"
          icon="exclamation-triangle"
          text={t('overview.above-cost', '{{- models}} above {{- threshold}}', {
            models: summary.modelsExceeding2x,
            threshold: multiplierThreshold(warnings.costMultiplier),
          })}
        />
      )}
    </div>
  );
}

function Filters({ view, onView }: Pick<Props, 'view' | 'onView'>) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.filters}>
      <InlineSwitch
        id="understudy-only-above"
        transparent
        showLabel
        label={t('overview.only-above', 'Only above thresholds')}
        value={view.onlyAbove}
        onChange={() => onView({ onlyAbove: !view.onlyAbove })}
      />
      <div className={styles.search}>
        <SearchInput
          label={t('overview.search', 'Search models')}
          value={view.search}
          onChange={(search) => onView({ search })}
        />
      </div>
    </div>
  );
}

/** The table of models with its filters. */
export function ModelsCard({ table, view, onView, shape }: Props) {
  const styles = useStyles2(getStyles);
  const question = JSON.stringify(view);
  const { rows, ...pointer } = useCalmRows(table.rows, question);
  const pages = Math.ceil(table.total / table.pageSize);
  return (
    <section className={styles.card} aria-labelledby={HEADING}>
      <div className={styles.head}>
        <h2 id={HEADING} className={styles.heading}>
          {t('overview.per-model', 'Fallbacks per model')}
        </h2>
        <Badges table={table} />
        <Filters view={view} onView={onView} />
      </div>
      {rows.length === 0 ? (
        <NoMatch view={view} onClear={() => onView({ search: '', onlyAbove: false })} />
      ) : (
        <div {...pointer}>
          <FallbackTable
            key={`${view.sort} ${view.descending}`}
            rows={rows}
            sort={view.sort}
            descending={view.descending}
            onSort={(sort, descending) => onView({ sort, descending })}
            shape={shape}
            currency={table.currency}
            drills={table.drills}
          />
        </div>
      )}
      {pages > 1 && (
        <div className={styles.pages}>
          <Pagination currentPage={view.page} numberOfPages={pages} onNavigate={(page) => onView({ page })} />
        </div>
      )}
      <TableFoot table={table} />
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    ...surface(theme),
    minWidth: 0,
  }),
  head: css({
    alignItems: 'center',
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1.5, 2),
  }),
  heading: css({ ...theme.typography.h5, margin: 0 }),
  badges: css({ alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  filters: css({
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
    marginLeft: 'auto',
    maxWidth: '100%',
  }),
  search: css({ flex: '1 1 220px', minWidth: 180 }),
  pages: css({
    borderTop: `1px solid ${theme.colors.border.weak}`,
    display: 'flex',
    justifyContent: 'flex-end',
    padding: theme.spacing(1, 2),
  }),
});
