import React from 'react';
import { t } from '@grafana/i18n';
import { TextLink } from '@grafana/ui';
import { useMay } from '../../hooks/useMay.ts';
import { CONFIGURATION_URL } from '../../plugin.ts';

/** Where the connection is set, for those who may set it; for others whom to ask. */
export function ConfigurationHint() {
  return useMay('admin') ? (
    <TextLink href={CONFIGURATION_URL} inline>
      {t('state.check-configuration', 'Check the configuration')}
    </TextLink>
  ) : (
    <>{t('state.ask-admin-check', 'Ask an admin to check the configuration.')}</>
  );
}
