import React from 'react';
import { PluginPage } from '@grafana/runtime';

export function AnalyticsPage() {
  return <PluginPage>{null}</PluginPage>;
}
