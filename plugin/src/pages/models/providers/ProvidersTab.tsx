import React from 'react';
import { listProviders, type ProviderResource } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { SearchInput } from '../../../components/SearchInput.tsx';
import { EmptyTeaching } from '../../../components/EmptyTeaching.tsx';
import { QueryState } from '../../../components/QueryState.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';
import { useContentWidth } from '../../../hooks/useContentWidth.ts';
import { NothingFound } from '../NothingFound.tsx';
import { PAGE_SIZE, pageQueryOf, Pages } from '../Pages.tsx';
import { getRegistryStyles } from '../registryTable.styles.ts';
import type { ModelsView } from '../useModelsView.ts';
import { ProviderRow } from './ProviderRow.tsx';

interface Props {
  readonly view: ModelsView;
  readonly onView: (change: Partial<ModelsView>) => void;
  readonly editable: boolean;
}

interface TableProps {
  readonly providers: readonly ProviderResource[];
  readonly wide: boolean;
  readonly onEdit?: ((id: string) => void) | undefined;
}

function Table({ providers, wide, onEdit }: TableProps) {
  const styles = useStyles2(getRegistryStyles);
  return (
    <section className={styles.card}>
      <table className={styles.table} aria-label={t('models.tab.providers', 'Providers')}>
        <thead>
          <tr>
            <th scope="col">{t('models.column.provider', 'Provider')}</th>
            <th scope="col">{t('models.column.health', 'Health')}</th>
            {wide && <th scope="col">{t('models.column.why', 'Why')}</th>}
            <th scope="col">{t('models.column.credential', 'Credential')}</th>
            {wide && <th scope="col">{t('models.column.reference', 'Reference')}</th>}
            <th scope="col">{t('models.column.enabled', 'Enabled')}</th>
            {onEdit && (
              <th scope="col">
                <span className="sr-only">{t('models.column.actions', 'Actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {providers.map((provider) => (
            <ProviderRow key={provider.id} provider={provider} wide={wide} onEdit={onEdit} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Who serves the models. */
export function ProvidersTab({ view, onView, editable }: Props) {
  const styles = useStyles2(getRegistryStyles);
  const { ref, shape } = useContentWidth();
  const query = useAgentQuery(listProviders, { query: pageQueryOf(view) });
  const label = t('models.search-providers', 'Search providers');
  return (
    <>
      <div ref={ref} className={styles.filters}>
        <div className={styles.search}>
          <SearchInput label={label} value={view.search} onChange={(search) => onView({ search })} />
        </div>
      </div>
      <QueryState query={query} skeleton={<Skeleton rows={6} />}>
        {({ data }) =>
          data.total === 0 && view.search === '' ? (
            <EmptyTeaching title={t('models.no-provider', 'No provider is configured')} />
          ) : data.items.length === 0 ? (
            <NothingFound search={view.search} onClear={() => onView({ search: '' })} />
          ) : (
            <>
              <Table
                providers={data.items}
                wide={shape !== 'narrow'}
                onEdit={editable ? (id) => onView({ edit: id }) : undefined}
              />
              <Pages page={view.page} total={data.total} size={PAGE_SIZE} onPage={(page) => onView({ page })} />
            </>
          )
        }
      </QueryState>
    </>
  );
}
