import React from 'react';
import { PluginPage } from '@grafana/runtime';

export function PolicyPage() {
  return <PluginPage>{null}</PluginPage>;
}
