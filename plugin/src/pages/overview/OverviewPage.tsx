import React from 'react';
import { PluginPage } from '@grafana/runtime';

export function OverviewPage() {
  return <PluginPage>{null}</PluginPage>;
}
