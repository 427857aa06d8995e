import { css } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { Dropdown, Icon, IconButton, Menu, ToolbarButton, useStyles2 } from '@grafana/ui';
import { host } from '../hostWindow.ts';
import { Breadcrumbs } from './Breadcrumbs.tsx';
import { TOP_BAR_HEIGHT } from './topBarHeight.ts';

interface Props {
  readonly section: NavModelItem;
  readonly page: NavModelItem | undefined;
  readonly pageNav: NavModelItem | undefined;
  readonly isMenuOpen: boolean;
  readonly onToggleMenu: () => void;
}

/** The server takes both from the address, and remembers them. */
function openAs(name: 'role' | 'theme', value: string): void {
  const url = new URL(window.location.href);
  url.searchParams.set(name, value);
  window.location.assign(url);
}

/** Menu, breadcrumbs, theme, and who one is: Grafana's top bar with the host's two switches. */
export function TopBar({ isMenuOpen, onToggleMenu, ...trail }: Props) {
  const styles = useStyles2(getStyles);
  const other = host.theme === 'dark' ? 'light' : 'dark';
  const people = (
    <Menu>
      {host.users.map(({ login, name, role }) => (
        <Menu.Item
          key={login}
          label={`${name}, ${role.toLowerCase()}`}
          active={login === host.user.login}
          onClick={() => openAs('role', login)}
        />
      ))}
    </Menu>
  );
  return (
    <header className={styles.bar}>
      <IconButton
        name="bars"
        aria-label={isMenuOpen ? 'Close menu' : 'Open menu'}
        tooltip={isMenuOpen ? 'Close menu' : 'Open menu'}
        onClick={onToggleMenu}
      />
      <Icon name="grafana" size="lg" className={styles.logo} />
      <Breadcrumbs {...trail} />
      <IconButton
        name="adjust-circle"
        aria-label={`Switch to the ${other} theme`}
        tooltip={`Switch to the ${other} theme`}
        onClick={() => openAs('theme', other)}
      />
      <Dropdown overlay={people} placement="bottom-end">
        <ToolbarButton icon="user" iconOnly={false} aria-label={`Signed in as ${host.user.name}, ${host.user.role}`}>
          {`${host.user.name} · ${host.user.role}`}
        </ToolbarButton>
      </Dropdown>
    </header>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    position: 'sticky',
    top: 0,
    zIndex: theme.zIndex.navbarFixed,
    height: TOP_BAR_HEIGHT,
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0, 1, 0, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  logo: css({ color: theme.visualization.getColorByName('orange') }),
});
