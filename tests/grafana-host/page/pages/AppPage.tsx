import { useCallback, useMemo } from 'react';
import { PluginContextProvider, type AppPlugin } from '@grafana/data';
import { locationSearchToObject } from '@grafana/runtime';
import { Alert, ErrorBoundary, ErrorWithStack } from '@grafana/ui';
import { useLocation } from 'react-router-dom-v5-compat';
import { mayOpen } from '../chrome/navigation.ts';
import { host } from '../hostWindow.ts';

/** The app's root page, guarded and caught as Grafana does. */
export function AppPage({ plugin }: { readonly plugin: AppPlugin }) {
  const { pathname, search } = useLocation();
  const query = useMemo(() => locationSearchToObject(search), [search]);
  const onNavChanged = useCallback(() => undefined, []);
  if (!mayOpen(plugin.meta, host.user.role, pathname)) {
    return (
      <Alert severity="warning" title="Access denied">
        You do not have permission to see this page.
      </Alert>
    );
  }
  const Root = plugin.root;
  if (!Root) return <Alert severity="warning" title="No root app page component found" />;
  return (
    <PluginContextProvider meta={plugin.meta}>
      <ErrorBoundary>
        {({ error, errorInfo }) =>
          error ? (
            <ErrorWithStack title="Plugin failed to load" error={error} errorInfo={errorInfo} />
          ) : (
            <Root meta={plugin.meta} basename={pathname} path={pathname} query={query} onNavChanged={onNavChanged} />
          )
        }
      </ErrorBoundary>
    </PluginContextProvider>
  );
}
