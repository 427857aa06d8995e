import React, { useState } from 'react';
import { getProvider, patchProvider, type ProviderResource } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { ConfirmModal, Switch } from '@grafana/ui';
import { useRegistryWrite } from '../useRegistryWrite.ts';

interface Props {
  readonly provider: ProviderResource;
  readonly editable: boolean;
}

/** Whether the provider may be called. Switching off one that serves models asks first. */
export function ProviderSwitch({ provider, editable }: Props) {
  const [asking, setAsking] = useState(false);
  const write = useRegistryWrite();
  const enabled = provider.enabled ?? true;
  const models = provider.status?.models ?? 0;
  const put = () =>
    write.mutate(async (client) => {
      const { etag } = await client.call(getProvider, { target: provider.id });
      const options = { target: provider.id, body: { enabled: !enabled }, ...(etag !== undefined && { etag }) };
      return (await client.call(patchProvider, options)).data;
    });
  if (!editable) return <span>{enabled ? t('models.on', 'on') : t('models.off', 'off')}</span>;
  return (
    <>
      <Switch
        value={enabled}
        disabled={write.isPending}
        aria-label={t('models.enabled-of', '{{- model}}: enabled', { model: provider.id })}
        onChange={() => (enabled && models > 0 ? setAsking(true) : put())}
      />
      <ConfirmModal
        isOpen={asking}
        title={t('models.disable', 'Disable {{- model}}', { model: provider.id })}
        body={
          models === 1
            ? t('models.provider-one', 'Chains skip the model that it serves.')
            : t('models.provider-many', 'Chains skip the {{- models}} models that it serves.', { models })
        }
        confirmText={t('models.disable-confirm', 'Disable')}
        onConfirm={() => {
          setAsking(false);
          put();
        }}
        onDismiss={() => setAsking(false)}
      />
    </>
  );
}
