import React from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';

/** The model was deleted while its chain is edited. */
export function GoneAlert({ model }: { readonly model: string }) {
  return (
    <Alert
      severity="warning"
      title={t('chains.gone.title', '{{- model}} was deleted while you were editing', { model })}
    >
      {t('chains.gone.text', 'Its chain cannot be saved any more. Your edits are still here to be read.')}
    </Alert>
  );
}
