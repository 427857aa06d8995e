import React from 'react';
import { listModels, listPrices, type ModelResource } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { EmptyTeaching } from '../../../components/EmptyTeaching.tsx';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';
import { pageQueryOf } from '../Pages.tsx';
import { RegistryTab } from '../RegistryTab.tsx';
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
  const query = useAgentQuery(listModels, { query: pageQueryOf(view) });
  return (
    <RegistryTab
      query={query}
      view={view}
      onView={onView}
      searchLabel={t('models.search', 'Search models')}
      note={<PriceNote />}
      empty={
        <EmptyTeaching
          title={t('models.none', 'No model is configured')}
          text={t('models.none-text', 'Add the provider first, then the models that applications may ask for.')}
        />
      }
      table={({ data }, wide) => (
        <Table models={data.items} wide={wide} onEdit={editable ? (id) => onView({ edit: id }) : undefined} />
      )}
    />
  );
}
