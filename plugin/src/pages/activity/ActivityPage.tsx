import React from 'react';
import { PluginPage } from '@grafana/runtime';

export function ActivityPage() {
  return <PluginPage>{null}</PluginPage>;
}
