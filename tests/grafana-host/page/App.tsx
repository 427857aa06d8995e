import type { AppPlugin, EventBusSrv } from '@grafana/data';
import { ThemeContext } from '@grafana/data';
import { config, LocationServiceProvider, locationService } from '@grafana/runtime';
import { ErrorBoundaryAlert, GlobalStyles, PortalContainer } from '@grafana/ui';
import { SkeletonTheme } from 'react-loading-skeleton';
import { Router } from 'react-router-dom';
import { CompatRouter, Route, Routes } from 'react-router-dom-v5-compat';
import { Frame } from './chrome/Frame.tsx';
import { AppPage } from './pages/AppPage.tsx';
import { ConfigurationPage } from './pages/ConfigurationPage.tsx';
import { DashboardPage } from './pages/DashboardPage.tsx';
import { HomePage } from './pages/HomePage.tsx';

interface Props {
  readonly plugin: AppPlugin;
  readonly events: EventBusSrv;
}

/** Providers, frame and routes of the host. */
export function App({ plugin, events }: Props) {
  const theme = config.theme2;
  const { id } = plugin.meta;
  const { secondary } = theme.colors.background;
  return (
    <ThemeContext.Provider value={theme}>
      <SkeletonTheme baseColor={secondary} highlightColor={theme.colors.emphasize(secondary)}>
        <GlobalStyles />
        <LocationServiceProvider service={locationService}>
          <Router history={locationService.getHistory()}>
            <CompatRouter>
              <PortalContainer />
              <Frame events={events}>
                <ErrorBoundaryAlert>
                  <Routes>
                    <Route path={`/a/${id}/*`} element={<AppPage plugin={plugin} />} />
                    <Route path={`/plugins/${id}`} element={<ConfigurationPage plugin={plugin} />} />
                    <Route path="/d/:uid" element={<DashboardPage />} />
                    <Route path="*" element={<HomePage />} />
                  </Routes>
                </ErrorBoundaryAlert>
              </Frame>
            </CompatRouter>
          </Router>
        </LocationServiceProvider>
      </SkeletonTheme>
    </ThemeContext.Provider>
  );
}
