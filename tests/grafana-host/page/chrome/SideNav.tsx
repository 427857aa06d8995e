import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Icon, useStyles2 } from '@grafana/ui';
import type { MouseEvent } from 'react';
import { TOP_BAR_HEIGHT } from './topBarHeight.ts';

interface Props {
  readonly section: NavModelItem;
  readonly page: NavModelItem | undefined;
}

const OTHERS: readonly NavModelItem[] = [
  { text: 'Home', url: '/', icon: 'home-alt' },
  { text: 'Dashboards', url: '/d/demo', icon: 'apps' },
];

/** Plain clicks stay in the page; others are the browser's. */
function follow(event: MouseEvent<HTMLAnchorElement>, url: string): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  locationService.push(url);
}

/** Grafana's docked menu with what the host has: two entries of its own and the app's pages. */
export function SideNav({ section, page }: Props) {
  const styles = useStyles2(getStyles);
  const link = ({ text, url = '' }: NavModelItem, className: string, icon?: React.ReactNode) => (
    <a
      className={className}
      href={url}
      aria-current={page?.url === url ? 'page' : undefined}
      onClick={(event) => follow(event, url)}
    >
      {icon}
      {text}
    </a>
  );
  return (
    <nav aria-label="Navigation" className={styles.nav}>
      <ul className={styles.list}>
        {OTHERS.map((item) => (
          <li key={item.text}>{link(item, styles.link, <Icon name={item.icon === 'apps' ? 'apps' : 'home-alt'} />)}</li>
        ))}
        <li>
          {link(section, styles.link, <Icon name="layer-group" />)}
          <ul className={cx(styles.list, styles.nested)}>
            {section.children?.map((item) => (
              <li key={item.text}>{link(item, cx(styles.link, page?.url === item.url && styles.active))}</li>
            ))}
          </ul>
        </li>
      </ul>
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  nav: css({
    position: 'sticky',
    top: TOP_BAR_HEIGHT,
    alignSelf: 'flex-start',
    flex: '0 0 300px',
    height: `calc(100vh - ${TOP_BAR_HEIGHT}px)`,
    overflowY: 'auto',
    padding: theme.spacing(1),
    background: theme.colors.background.primary,
    borderRight: `1px solid ${theme.colors.border.weak}`,
    // Grafana's menu lies over the page where there is no room beside it.
    [theme.breakpoints.down('lg')]: { position: 'fixed', left: 0, width: 300, zIndex: theme.zIndex.sidemenu },
  }),
  list: css({ listStyle: 'none' }),
  nested: css({ paddingLeft: theme.spacing(4) }),
  link: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(0.75, 1),
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.primary,
    '&:hover': { background: theme.colors.action.hover },
  }),
  active: css({ background: theme.colors.action.selected, fontWeight: theme.typography.fontWeightMedium }),
});
