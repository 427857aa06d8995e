import React from 'react';
import type { AppPluginMeta, PluginConfigPageProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { AppSettings } from '../../api/settings.ts';
import { UnsavedGuard } from '../../components/guard/UnsavedGuard.tsx';
import { Denied } from '../../components/states/Denied.tsx';
import { useMay } from '../../hooks/useMay.ts';
import { ConfigurationForm } from './ConfigurationForm.tsx';

/** The Configuration tab of the plugin's own page: which agent, with which tokens, and which Prometheus. */
export function ConfigurationPage({ plugin }: PluginConfigPageProps<AppPluginMeta<AppSettings>>) {
  if (useMay('admin')) {
    return (
      <UnsavedGuard>
        <ConfigurationForm meta={plugin.meta} />
      </UnsavedGuard>
    );
  }
  return (
    <Denied
      title={t('configuration.denied', 'The configuration is for admins')}
      open={t('configuration.open', 'The pages of the app are open to you.')}
    />
  );
}
