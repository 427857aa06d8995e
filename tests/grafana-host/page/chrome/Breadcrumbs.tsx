import { css } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

/** The trail of a page: parents first, the page itself last and without a link. */
function trailOf(item: NavModelItem | undefined): NavModelItem[] {
  return item ? [...trailOf(item.parentItem), item] : [];
}

interface Props {
  readonly section: NavModelItem;
  readonly page: NavModelItem | undefined;
  readonly pageNav: NavModelItem | undefined;
}

/** Home, section, page, and what the page calls itself. */
export function Breadcrumbs({ section, page, pageNav }: Props) {
  const styles = useStyles2(getStyles);
  const own = trailOf(pageNav).filter(
    ({ text, hideFromBreadcrumbs }) => text !== page?.text && hideFromBreadcrumbs !== true,
  );
  const all: NavModelItem[] = [{ text: 'Home', url: '/' }, section, ...(page ? [page] : []), ...own];
  return (
    <nav aria-label="Breadcrumbs" className={styles.nav}>
      <ol className={styles.list}>
        {all.map(({ text, url }, index) => {
          const isLast = index === all.length - 1;
          return (
            <li key={`${index}-${text}`} className={styles.item}>
              {index > 0 && <Icon name="angle-right" aria-hidden />}
              {isLast || url === undefined ? (
                <span className={styles.here} aria-current={isLast ? 'page' : undefined}>
                  {text}
                </span>
              ) : (
                <a className={styles.link} href={url}>
                  {text}
                </a>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  nav: css({ minWidth: 0, flex: 1 }),
  list: css({ display: 'flex', alignItems: 'center', listStyle: 'none', overflow: 'hidden' }),
  item: css({
    display: 'flex',
    alignItems: 'center',
    whiteSpace: 'nowrap',
    minWidth: 0,
    [theme.breakpoints.down('sm')]: { '&:not(:last-child)': { display: 'none' } },
  }),
  here: css({ padding: theme.spacing(0, 0.5), overflow: 'hidden', textOverflow: 'ellipsis' }),
  link: css({
    padding: theme.spacing(0, 0.5),
    color: theme.colors.text.primary,
    '&:hover': { textDecoration: 'underline' },
  }),
});
