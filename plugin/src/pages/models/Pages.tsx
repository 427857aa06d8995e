import React from 'react';
import { Pagination, useStyles2 } from '@grafana/ui';
import { getRegistryStyles } from './registryTable.styles.ts';
import type { ModelsView } from './useModelsView.ts';

/** Entries of a page. */
const PAGE_SIZE = 50;

/** The query of a list for what the address shows. */
export function pageQueryOf({ search, page }: ModelsView) {
  return {
    limit: PAGE_SIZE,
    ...(search && { search }),
    ...(page > 1 && { cursor: String((page - 1) * PAGE_SIZE) }),
  };
}

interface Props {
  readonly page: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

/** Leafing, where there is more than one page. */
export function Pages({ page, total, onPage }: Props) {
  const styles = useStyles2(getRegistryStyles);
  const pages = Math.ceil(total / PAGE_SIZE);
  if (pages < 2) return null;
  return (
    <div className={styles.pages}>
      <Pagination currentPage={page} numberOfPages={pages} onNavigate={onPage} />
    </div>
  );
}
