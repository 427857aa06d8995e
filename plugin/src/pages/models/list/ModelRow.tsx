import React from 'react';
import { cx } from '@emotion/css';
import type { ModelResource } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import { DASH, exactTime, price, tokens } from '../../../format/format.ts';
import { getRegistryStyles } from '../registryTable.styles.ts';
import { EnabledSwitch } from './EnabledSwitch.tsx';
import { ModelMenu } from './ModelMenu.tsx';

interface Props {
  readonly model: ModelResource;
  readonly wide: boolean;
  /** Absent = to be looked at only. */
  readonly onEdit?: ((id: string) => void) | undefined;
}

function Verified({ model: { verified } }: Pick<Props, 'model'>) {
  if (!verified) return null;
  const words =
    verified === true
      ? t('models.verified', 'Verified')
      : t('models.verified-by', 'Verified {{- at}} by {{- by}}', { at: exactTime(verified.at), by: verified.by });
  return (
    <Tooltip content={words}>
      <span tabIndex={0} role="img" aria-label={words}>
        {' '}
        <Icon name="check-circle" size="sm" />
      </span>
    </Tooltip>
  );
}

function priceOf({ price: own, status }: ModelResource, kind: 'input' | 'output'): string {
  if (status?.local) return price(0);
  return price(own?.[kind] ?? null);
}

/** One model of the registry. */
export function ModelRow({ model, wide, onEdit }: Props) {
  const styles = useStyles2(getRegistryStyles);
  const enabled = model.enabled ?? true;
  const chains = model.status?.chains.length ?? 0;
  return (
    <tr className={cx(!enabled && styles.off)}>
      <th scope="row" className={styles.name} title={model.id}>
        {model.id}
        <Verified model={model} />
        {!wide && <div className={styles.dim}>{model.provider}</div>}
      </th>
      {wide && <td className={styles.dim}>{model.provider}</td>}
      <td className={styles.number}>{priceOf(model, 'input')}</td>
      <td className={styles.number}>{priceOf(model, 'output')}</td>
      {wide && (
        <>
          <td className={styles.number}>
            {model.contextWindow === undefined ? t('models.unknown', 'unknown') : tokens(model.contextWindow)}
          </td>
          <td className={styles.dim}>{model.capabilities?.join(', ') ?? t('models.unknown', 'unknown')}</td>
          <td className={styles.number}>{chains === 0 ? DASH : chains}</td>
        </>
      )}
      <td>
        <EnabledSwitch model={model} editable={onEdit !== undefined} />
      </td>
      {onEdit && (
        <td className={styles.number}>
          <ModelMenu model={model} onEdit={onEdit} />
        </td>
      )}
    </tr>
  );
}
