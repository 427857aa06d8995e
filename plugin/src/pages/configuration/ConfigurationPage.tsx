import React from 'react';
import type { AppPluginMeta, PluginConfigPageProps } from '@grafana/data';
import type { AppSettings } from '../../api/settings.ts';

export function ConfigurationPage({ plugin }: PluginConfigPageProps<AppPluginMeta<AppSettings>>) {
  return <p>{plugin.meta.name}</p>;
}
