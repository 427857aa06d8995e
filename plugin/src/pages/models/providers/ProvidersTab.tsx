import React from 'react';
import { listProviders, type ProviderResource } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { EmptyTeaching } from '../../../components/EmptyTeaching.tsx';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';
import { pageQueryOf } from '../Pages.tsx';
import { RegistryTab } from '../RegistryTab.tsx';
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
  const query = useAgentQuery(listProviders, { query: pageQueryOf(view) });
  return (
    <RegistryTab
      query={query}
      view={view}
      onView={onView}
      searchLabel={t('models.search-providers', 'Search providers')}
      empty={<EmptyTeaching title={t('models.no-provider', 'No provider is configured')} />}
      table={({ data }, wide) => (
        <Table providers={data.items} wide={wide} onEdit={editable ? (id) => onView({ edit: id }) : undefined} />
      )}
    />
  );
}
