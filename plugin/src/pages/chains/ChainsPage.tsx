import React from 'react';
import { PluginPage } from '@grafana/runtime';

export function ChainsPage() {
  return <PluginPage>{null}</PluginPage>;
}
