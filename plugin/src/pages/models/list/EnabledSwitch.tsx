import React, { useState } from 'react';
import { getModel, patchModel, type ModelResource } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { ConfirmModal, Switch } from '@grafana/ui';
import { useRegistryWrite } from '../useRegistryWrite.ts';
import { chainsSkipping } from '../chainsSkipping.ts';

interface Props {
  readonly model: ModelResource;
  readonly editable: boolean;
}

/** Whether chains may call the model. Switching off one that is in use asks first. */
export function EnabledSwitch({ model, editable }: Props) {
  const [asking, setAsking] = useState(false);
  const write = useRegistryWrite();
  const enabled = model.enabled ?? true;
  const chains = model.status?.chains ?? [];
  const put = () =>
    write.mutate(async (client) => {
      const { etag } = await client.call(getModel, { target: model.id });
      const options = { target: model.id, body: { enabled: !enabled }, ...(etag !== undefined && { etag }) };
      return (await client.call(patchModel, options)).data;
    });
  if (!editable) return <span>{enabled ? t('models.on', 'on') : t('models.off', 'off')}</span>;
  return (
    <>
      <Switch
        value={enabled}
        disabled={write.isPending}
        aria-label={t('models.enabled-of', '{{- model}}: enabled', { model: model.id })}
        onChange={() => (enabled && chains.length > 0 ? setAsking(true) : put())}
      />
      <ConfirmModal
        isOpen={asking}
        title={t('models.disable', 'Disable {{- model}}', { model: model.id })}
        body={chainsSkipping(chains)}
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
