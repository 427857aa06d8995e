import { css } from '@emotion/css';
import { useMemo, useState, type ReactNode } from 'react';
import type { EventBusSrv, GrafanaTheme2, NavModelItem } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom-v5-compat';
import { host } from '../hostWindow.ts';
import { activePage, sectionNav } from './navigation.ts';
import { PageNavContext } from './PageNavContext.ts';
import { SideNav } from './SideNav.tsx';
import { Toasts } from './Toasts.tsx';
import { TopBar } from './TopBar.tsx';

const section = sectionNav(host.app, host.user.role);
const DASHBOARDS: NavModelItem = { text: 'Dashboards', url: '/d/demo' };
const MENU_KEY = 'grafana.navigation.docked';

/** Docked on wide screens unless somebody closed it, as in Grafana. */
function isDocked(isWide: boolean): boolean {
  return isWide && window.localStorage.getItem(MENU_KEY) !== 'false';
}

/** Top bar, menu, the page, and notifications over it. */
export function Frame({ events, children }: { readonly events: EventBusSrv; readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { pathname } = useLocation();
  const [pageNav, setPageNav] = useState<NavModelItem>();
  const [isMenuOpen, setMenuOpen] = useState(() => isDocked(window.innerWidth >= theme.breakpoints.values.xl));
  const page = activePage(section, pathname);
  const parent = pathname.startsWith('/d/') ? DASHBOARDS : section;
  const nav = useMemo(() => ({ section, page, setPageNav }), [page]);
  const toggle = (): void => {
    window.localStorage.setItem(MENU_KEY, String(!isMenuOpen));
    setMenuOpen(!isMenuOpen);
  };
  return (
    <PageNavContext.Provider value={nav}>
      <TopBar section={parent} page={page} pageNav={pageNav} isMenuOpen={isMenuOpen} onToggleMenu={toggle} />
      <div className={styles.below}>
        {isMenuOpen && <SideNav section={section} page={page} />}
        <main className={styles.main} id="pageContent">
          {children}
        </main>
      </div>
      <Toasts events={events} />
    </PageNavContext.Provider>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  below: css({ display: 'flex', flexGrow: 1, minHeight: 0 }),
  main: css({
    display: 'flex',
    flexDirection: 'column',
    flex: '1 1 0',
    minWidth: 0,
    background: theme.colors.background.canvas,
  }),
});
