import type { Price, PriceEntry } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { price } from '../../../format/format.ts';

/** "2.50 / 10.00"; null = unknown. */
export function pricePair(value: Price | null): string {
  return value === null ? t('models.unknown', 'unknown') : `${price(value.input)} / ${price(value.output)}`;
}

/** Where the price in force comes from. */
export function sourceName({ source, local }: Pick<PriceEntry, 'source' | 'local'>): string {
  if (local) return t('models.price.local', 'local');
  switch (source) {
    case 'document':
      return t('models.price.own', 'own');
    case 'snapshot':
      return t('models.price.snapshot', 'price book');
    case 'none':
      return t('models.price.none', 'none');
  }
}

/** How far ours is off the reference, on input and output together: "+20%"; empty where there is nothing to compare. */
export function difference({ price: own, reference }: Pick<PriceEntry, 'price' | 'reference'>): string {
  if (own === null || reference === null) return '';
  const theirs = reference.price.input + reference.price.output;
  if (theirs === 0) return '';
  const share = (own.input + own.output) / theirs - 1;
  const percent = Math.round(share * 100);
  return percent === 0 ? t('models.price.same', 'same') : `${percent > 0 ? '+' : ''}${percent}%`;
}
