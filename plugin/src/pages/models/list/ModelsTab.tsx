import React from 'react';
import { listModels, listPrices, type ModelResource } from '@understudy/contract';
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
import { ModelRow } from './ModelRow.tsx';

interface Props {
  readonly view: ModelsView;
  readonly onView: (change: Partial<ModelsView>) => void;
  readonly editable: boolean;
}

interface TableProps {
  readonly models: readonly ModelResource[];
  readonly wide: boolean;
  readonly onEdit?: ((id: string) => void) | undefined;
}

function Table({ models, wide, onEdit }: TableProps) {
  const styles = useStyles2(getRegistryStyles);
  return (
    <section className={styles.card}>
      <table className={styles.table} aria-label={t('models.tab.models', 'Models')}>
        <thead>
          <tr>
            <th scope="col">{t('models.column.model', 'Model')}</th>
            {wide && <th scope="col">{t('models.column.provider', 'Provider')}</th>}
            <th scope="col" className={styles.number}>
              {t('models.column.input', 'Input')}
            </th>
            <th scope="col" className={styles.number}>
              {t('models.column.output', 'Output')}
            </th>
            {wide && (
              <>
                <th scope="col" className={styles.number}>
                  {t('models.column.context', 'Context')}
                </th>
                <th scope="col">{t('models.column.capabilities', 'Capabilities')}</th>
                <th scope="col" className={styles.number}>
                  {t('models.column.chains', 'In chains')}
                </th>
              </>
            )}
            <th scope="col">{t('models.column.enabled', 'Enabled')}</th>
            {onEdit && (
              <th scope="col">
                <span className="sr-only">{t('models.column.actions', 'Actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <ModelRow key={model.id} model={model} wide={wide} onEdit={onEdit} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PriceNote() {
  const styles = useStyles2(getRegistryStyles);
  const date = useAgentQuery(listPrices, { query: { limit: 1 } }, { refetchMs: false }).data?.data.snapshot.date;
  return (
    <span className={styles.dim}>
      {t('models.unit', 'USD per 1M tokens.')}{' '}
      {date !== undefined && t('models.book', 'Prices from the price book of {{- date}}.', { date })}
    </span>
  );
}

/** The registry of models. */
export function ModelsTab({ view, onView, editable }: Props) {
  const styles = useStyles2(getRegistryStyles);
  const { ref, shape } = useContentWidth();
  const query = useAgentQuery(listModels, { query: pageQueryOf(view) });
  const label = t('models.search', 'Search models');
  return (
    <>
      <div ref={ref} className={styles.filters}>
        <div className={styles.search}>
          <SearchInput label={label} value={view.search} onChange={(search) => onView({ search })} />
        </div>
        <PriceNote />
      </div>
      <QueryState query={query} skeleton={<Skeleton rows={10} />}>
        {({ data }) =>
          data.total === 0 && view.search === '' ? (
            <EmptyTeaching
              title={t('models.none', 'No model is configured')}
              text={t('models.none-text', 'Add the provider first, then the models that applications may ask for.')}
            />
          ) : data.items.length === 0 ? (
            <NothingFound search={view.search} onClear={() => onView({ search: '' })} />
          ) : (
            <>
              <Table
                models={data.items}
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
