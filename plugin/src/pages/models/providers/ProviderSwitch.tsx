import React from 'react';
import { getProvider, patchProvider, type ProviderResource } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { RegistrySwitch } from '../RegistrySwitch.tsx';

interface Props {
  readonly provider: ProviderResource;
  readonly editable: boolean;
}

function consequenceOf(models: number): string | undefined {
  if (models === 0) return undefined;
  if (models === 1) return t('models.provider-one', 'Chains skip the model that it serves.');
  return t('models.provider-many', 'Chains skip the {{- models}} models that it serves.', { models });
}

/** Whether the provider may be called. */
export function ProviderSwitch({ provider, editable }: Props) {
  const enabled = provider.enabled ?? true;
  return (
    <RegistrySwitch
      id={provider.id}
      enabled={enabled}
      editable={editable}
      consequence={consequenceOf(provider.status?.models ?? 0)}
      onSwitch={async (client) => {
        const { etag } = await client.call(getProvider, { target: provider.id });
        const options = { target: provider.id, body: { enabled: !enabled }, ...(etag !== undefined && { etag }) };
        return (await client.call(patchProvider, options)).data;
      }}
    />
  );
}
