import './api/zodWithoutEval.ts';
import React, { lazy, Suspense } from 'react';
import { AppPlugin, type AppRootProps, type PluginConfigPageProps, type AppPluginMeta } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import type { AppSettings } from './api/settings.ts';
import { registerExtensions } from './extensions/registerExtensions.tsx';
import { CONFIGURATION_TAB } from './plugin.ts';
import { initTexts } from './i18n/initTexts.ts';

// Texts come before the first page renders: it would show their keys otherwise.
const LazyApp = lazy(async () => {
  const [{ App }] = await Promise.all([import('./app/App.tsx'), initTexts()]);
  return { default: App };
});

const LazyConfiguration = lazy(async () => {
  const [{ ConfigurationPage }] = await Promise.all([
    import('./pages/configuration/ConfigurationPage.tsx'),
    initTexts(),
  ]);
  return { default: ConfigurationPage };
});

function Root(props: AppRootProps<AppSettings>) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <LazyApp {...props} />
    </Suspense>
  );
}

function Configuration(props: PluginConfigPageProps<AppPluginMeta<AppSettings>>) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <LazyConfiguration {...props} />
    </Suspense>
  );
}

/** What Grafana loads: the pages under `/a/understudy-fallback-app`, and the Configuration tab of the plugin's own page. */
export const plugin = registerExtensions(
  new AppPlugin<AppSettings>().setRootPage(Root).addConfigPage({
    title: 'Configuration',
    icon: 'cog',
    body: Configuration,
    id: CONFIGURATION_TAB,
  }),
);
