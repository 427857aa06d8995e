import React, { useState } from 'react';
import { css } from '@emotion/css';
import { syncPrices, type PriceChange } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Checkbox, useStyles2 } from '@grafana/ui';
import { ButtonRow } from '../../../components/ButtonRow.tsx';
import { getRegistryStyles } from '../registryTable.styles.ts';
import { useRegistryWrite } from '../useRegistryWrite.ts';
import { WriteProblem } from '../WriteProblem.tsx';
import { idLists } from './idLists.ts';
import { pricePair } from './priceWords.ts';

interface Props {
  readonly changes: readonly PriceChange[];
  /** Models that the reference data do not know. */
  readonly unknown: readonly string[];
  readonly onClose: () => void;
}

function Rows({
  changes,
  ticked,
  onTick,
}: Pick<Props, 'changes'> & { ticked: ReadonlySet<string>; onTick: (model: string) => void }) {
  const styles = useStyles2(getRegistryStyles);
  return (
    <section className={styles.card}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('models.column.model', 'Model')}</th>
            <th scope="col" className={styles.number}>
              {t('models.price.ours', 'In force')}
            </th>
            <th scope="col" className={styles.number}>
              {t('models.price.reference', 'Price book')}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ model, before, after }) => (
            <tr key={model}>
              <th scope="row" className={styles.name}>
                <Checkbox label={model} value={ticked.has(model)} onChange={() => onTick(model)} />
              </th>
              <td className={styles.number}>{pricePair(before)}</td>
              <td className={styles.number}>{pricePair(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What would change, to be ticked and taken over as one revision. */
export function PriceChanges({ changes, unknown, onClose }: Props) {
  const styles = useStyles2(getStyles);
  // A price of one's own is not given up unasked; where there was none, there is nothing to lose.
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set(changes.filter(({ before }) => before === null).map(({ model }) => model)),
  );
  const write = useRegistryWrite({ quiet: true });
  const tick = (model: string) => {
    const next = new Set(ticked);
    if (!next.delete(model)) next.add(model);
    setTicked(next);
  };
  const take = () =>
    write.mutate(
      async (client) => {
        const query = { dryRun: false, overwrite: true };
        if (ticked.size === changes.length) return (await client.call(syncPrices, { query })).data;
        let written = { revision: 0 };
        // One revision, unless so many are ticked that their names don't fit into one call.
        for (const models of idLists([...ticked])) {
          written = (await client.call(syncPrices, { query: { ...query, models } })).data;
        }
        return written;
      },
      { onSuccess: onClose },
    );
  if (changes.length === 0) return <p>{t('models.price.nothing', 'Every price is as in the price book.')}</p>;
  return (
    <div className={styles.body}>
      <Rows changes={changes} ticked={ticked} onTick={tick} />
      {unknown.length > 0 && (
        <p className={styles.note}>
          {t('models.price.unknown', 'Not in the price book: {{- models}}.', { models: unknown.join(', ') })}
        </p>
      )}
      {write.error && <WriteProblem error={write.error} onRetry={take} />}
      <ButtonRow>
        <Button disabled={ticked.size === 0 || write.isPending} onClick={take}>
          {ticked.size === 1
            ? t('models.price.take-one', 'Take 1 price')
            : t('models.price.take', 'Take {{- count}} prices', { count: ticked.size })}
        </Button>
        <Button
          variant="secondary"
          onClick={() =>
            setTicked(ticked.size === changes.length ? new Set() : new Set(changes.map(({ model }) => model)))
          }
        >
          {ticked.size === changes.length
            ? t('models.price.tick-none', 'Tick none')
            : t('models.price.tick-all', 'Tick all')}
        </Button>
      </ButtonRow>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  body: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  note: css({ color: theme.colors.text.secondary, margin: 0 }),
});
