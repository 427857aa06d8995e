import React from 'react';
import { cx } from '@emotion/css';
import type { ProviderResource } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Badge, IconButton, useStyles2 } from '@grafana/ui';
import { HealthMark } from '../../../components/HealthMark.tsx';
import { getRegistryStyles } from '../registryTable.styles.ts';
import { ProviderSwitch } from './ProviderSwitch.tsx';

interface Props {
  readonly provider: ProviderResource;
  readonly wide: boolean;
  /** Absent = to be looked at only. */
  readonly onEdit?: ((id: string) => void) | undefined;
}

function Credential({ provider: { status } }: Pick<Props, 'provider'>) {
  switch (status?.credential) {
    case 'not_needed':
      return <>{t('models.key.not-needed', 'No key needed')}</>;
    case 'missing':
    case 'unresolvable':
      return <Badge color="orange" icon="exclamation-triangle" text={t('models.key.none', 'No key')} />;
    default:
      return <>{t('models.key.set', 'Key set')}</>;
  }
}

/** Where the key is, never what it is. */
function reference({ apiKey, status }: ProviderResource): string {
  if (status?.credentialProblem) return status.credentialProblem;
  if (apiKey === undefined) return '';
  return typeof apiKey === 'string' ? apiKey : t('models.key.sealed', 'sealed');
}

/** One provider: how it does, whether it has a key. */
export function ProviderRow({ provider, wide, onEdit }: Props) {
  const styles = useStyles2(getRegistryStyles);
  const enabled = provider.enabled ?? true;
  return (
    <tr className={cx(!enabled && styles.off)}>
      <th scope="row" className={styles.name} title={provider.id}>
        {provider.id}
      </th>
      <td>
        <HealthMark health={provider.status?.health ?? 'unknown'} />
      </td>
      {wide && <td className={styles.dim}>{provider.status?.reason}</td>}
      <td>
        <Credential provider={provider} />
      </td>
      {wide && <td className={styles.dim}>{reference(provider)}</td>}
      <td>
        <ProviderSwitch provider={provider} editable={onEdit !== undefined} />
      </td>
      {onEdit && (
        <td className={styles.number}>
          <IconButton
            name="pen"
            size="lg"
            tooltip={t('models.edit-provider', 'Edit {{- provider}}', { provider: provider.id })}
            onClick={() => onEdit(provider.id)}
          />
        </td>
      )}
    </tr>
  );
}
