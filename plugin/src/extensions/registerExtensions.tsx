import React, { lazy, Suspense } from 'react';
import type { AppPlugin } from '@grafana/data';
import type { AppSettings } from '../api/settings.ts';
import { initTexts } from '../i18n/initTexts.ts';
import { PLUGIN_ID } from '../plugin.ts';
import { alertLink, panelLink } from './links.ts';
import type { StatusBadgeProps } from './StatusBadge.tsx';

const LazyBadge = lazy(async () => {
  const [{ StatusBadge }] = await Promise.all([import('./StatusBadge.tsx'), initTexts()]);
  return { default: StatusBadge };
});

function Badge(props: StatusBadgeProps) {
  return (
    <Suspense fallback={null}>
      <LazyBadge {...props} />
    </Suspense>
  );
}

/** Adds the app's links to other pages of Grafana, and its badge for other apps. plugin.json declares the same. */
export function registerExtensions(plugin: AppPlugin<AppSettings>): AppPlugin<AppSettings> {
  return plugin
    .addLink(panelLink)
    .addLink(alertLink)
    .exposeComponent<StatusBadgeProps>({
      id: `${PLUGIN_ID}/status-badge/v1`,
      title: 'Active step of a chain',
      description: 'Primary, fallback n or all failed, as the agent says now; links to the chain.',
      component: Badge,
    });
}
