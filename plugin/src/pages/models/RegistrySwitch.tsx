import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { ConfirmModal, Switch } from '@grafana/ui';
import { useRegistryWrite, type RegistryWrite } from './useRegistryWrite.ts';

interface Props {
  readonly id: string;
  readonly enabled: boolean;
  readonly editable: boolean;
  /** What goes without it once it is off; absent = nothing, so nobody is asked. */
  readonly consequence: string | undefined;
  /** Writes the other state. */
  readonly onSwitch: RegistryWrite;
}

/** Whether something of the registry may be called. Switching off what is in use asks first. */
export function RegistrySwitch({ id, enabled, editable, consequence, onSwitch }: Props) {
  const [asking, setAsking] = useState(false);
  const write = useRegistryWrite();
  const put = () => write.mutate(onSwitch);
  if (!editable) return <span>{enabled ? t('models.on', 'on') : t('models.off', 'off')}</span>;
  return (
    <>
      <Switch
        value={enabled}
        disabled={write.isPending}
        aria-label={t('models.enabled-of', '{{- model}}: enabled', { model: id })}
        onChange={() => (enabled && consequence !== undefined ? setAsking(true) : put())}
      />
      <ConfirmModal
        isOpen={asking}
        title={t('models.disable', 'Disable {{- model}}', { model: id })}
        body={consequence}
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
