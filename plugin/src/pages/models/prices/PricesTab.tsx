import React from 'react';
import { listPrices, type PriceEntry } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { DASH } from '../../../format/format.ts';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';
import { pageQueryOf } from '../Pages.tsx';
import { RegistryTab } from '../RegistryTab.tsx';
import { getRegistryStyles } from '../registryTable.styles.ts';
import type { ModelsView } from '../useModelsView.ts';
import { difference, pricePair, sourceName } from './priceWords.ts';

interface Props {
  readonly view: ModelsView;
  readonly onView: (change: Partial<ModelsView>) => void;
}

function age({ ageDays }: PriceEntry): string {
  if (ageDays === null) return DASH;
  const days = Math.floor(ageDays);
  if (days === 0) return t('models.price.today', 'today');
  return days === 1 ? t('models.price.day', '1 day') : t('models.price.days', '{{- days}} days', { days });
}

function Table({ entries, wide }: { readonly entries: readonly PriceEntry[]; readonly wide: boolean }) {
  const styles = useStyles2(getRegistryStyles);
  return (
    <section className={styles.card}>
      <table className={styles.table} aria-label={t('models.tab.prices', 'Price book')}>
        <thead>
          <tr>
            <th scope="col">{t('models.column.model', 'Model')}</th>
            <th scope="col" className={styles.number}>
              {t('models.price.ours', 'In force')}
            </th>
            <th scope="col">{t('models.price.source', 'Source')}</th>
            {wide && (
              <>
                <th scope="col" className={styles.number}>
                  {t('models.price.age', 'Age')}
                </th>
                <th scope="col" className={styles.number}>
                  {t('models.price.reference', 'Price book')}
                </th>
                <th scope="col">{t('models.price.entry', 'Entry')}</th>
              </>
            )}
            <th scope="col" className={styles.number}>
              {t('models.price.difference', 'Difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.model}>
              <th scope="row" className={styles.name} title={entry.model}>
                {entry.model}
              </th>
              <td className={styles.number}>
                {entry.local ? pricePair({ input: 0, output: 0 }) : pricePair(entry.price)}
              </td>
              <td className={styles.dim}>{sourceName(entry)}</td>
              {wide && (
                <>
                  <td className={styles.number}>{age(entry)}</td>
                  <td className={styles.number}>{pricePair(entry.reference?.price ?? null)}</td>
                  <td className={styles.dim}>
                    {entry.reference ? `${entry.reference.vendor} / ${entry.reference.vendorModel}` : DASH}
                  </td>
                </>
              )}
              <td className={styles.number}>{difference(entry) || DASH}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What each model costs, where that comes from, and what the reference data say. */
export function PricesTab({ view, onView }: Props) {
  const styles = useStyles2(getRegistryStyles);
  const query = useAgentQuery(listPrices, { query: pageQueryOf(view) });
  return (
    <RegistryTab
      query={query}
      view={view}
      onView={onView}
      searchLabel={t('models.search', 'Search models')}
      note={<span className={styles.dim}>{t('models.price.unit', 'Input / output in USD per 1M tokens.')}</span>}
      table={({ data }, wide) => <Table entries={data.items} wide={wide} />}
      foot={({ data: { snapshot } }) => (
        <p className={styles.dim}>
          {t('models.price.snapshot-note', 'Price book: {{- source}}, {{- date}}, {{- models}} models.', {
            source: snapshot.source,
            date: snapshot.date,
            models: snapshot.models,
          })}
        </p>
      )}
    />
  );
}
