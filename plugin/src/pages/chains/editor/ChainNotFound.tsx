import React from 'react';
import { t } from '@grafana/i18n';
import { LinkButton } from '@grafana/ui';
import { NotThere } from '../../../components/states/NotThere.tsx';
import { BASE_URL } from '../../../plugin.ts';

/** The address names a model that the agent does not have. */
export function ChainNotFound({ model }: { readonly model: string }) {
  return (
    <NotThere
      title={t('chains.missing.title', 'There is no model {{- model}}', { model })}
      action={
        <LinkButton variant="secondary" href={`${BASE_URL}/chains`}>
          {t('chains.missing.back', 'All chains')}
        </LinkButton>
      }
    >
      {t('chains.missing.text', 'It may have been renamed or deleted since this link was made.')}
    </NotThere>
  );
}
