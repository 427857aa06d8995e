import React from 'react';
import { PluginPage } from '@grafana/runtime';

export function ModelsPage() {
  return <PluginPage>{null}</PluginPage>;
}
