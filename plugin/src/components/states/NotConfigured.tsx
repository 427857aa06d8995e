import React from 'react';
import { t } from '@grafana/i18n';
import { LinkButton } from '@grafana/ui';
import { useMay } from '../../hooks/useMay.ts';
import { CONFIGURATION_URL } from '../../plugin.ts';
import { EmptyTeaching } from '../EmptyTeaching.tsx';

/** No agent is connected: an admin goes straight to the configuration, others learn whom to ask. */
export function NotConfigured() {
  const admin = useMay('admin');
  return (
    <EmptyTeaching
      title={t('state.not-configured', 'No agent is connected')}
      text={
        admin
          ? t('state.connect', 'Tell the app where the agent is and which tokens to use.')
          : t('state.ask-admin', 'Ask an admin to connect an agent.')
      }
      action={
        admin && <LinkButton href={CONFIGURATION_URL}>{t('state.open-configuration', 'Open Configuration')}</LinkButton>
      }
    />
  );
}
