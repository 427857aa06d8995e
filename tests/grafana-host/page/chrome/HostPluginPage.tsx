import { css, cx } from '@emotion/css';
import { useEffect } from 'react';
import { PageLayoutType, type GrafanaTheme2 } from '@grafana/data';
import type { PluginPageProps } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { usePageNav } from './PageNavContext.ts';

/** `PluginPage` as Grafana 12.4 draws it: header, sub-title, actions, then the page. */
export function HostPluginPage({ children, pageNav, layout, background, ...header }: PluginPageProps) {
  const styles = useStyles2(getStyles);
  const { page, setPageNav } = usePageNav();
  const title = pageNav?.text ?? page?.text ?? '';
  useEffect(() => {
    setPageNav(pageNav);
    document.title = [title, 'Understudy', 'Grafana'].filter(Boolean).join(' - ');
    return () => setPageNav(undefined);
  }, [pageNav, title, setPageNav]);

  if (layout === PageLayoutType.Custom) return <div className={styles.custom}>{children}</div>;
  const isCanvas = layout === PageLayoutType.Canvas || background === 'canvas';
  return (
    <div className={cx(styles.page, isCanvas ? styles.canvas : styles.primary)}>
      {layout !== PageLayoutType.Canvas && (
        <PageHeader title={title} fallbackSubTitle={pageNav?.subTitle} {...header} />
      )}
      <div className={styles.contents}>{children}</div>
    </div>
  );
}

interface HeaderProps extends Pick<PluginPageProps, 'actions' | 'info' | 'renderTitle' | 'subTitle'> {
  readonly title: string;
  readonly fallbackSubTitle: string | undefined;
}

function PageHeader({ title, actions, info, renderTitle, subTitle, fallbackSubTitle }: HeaderProps) {
  const styles = useStyles2(getStyles);
  const below = subTitle ?? fallbackSubTitle;
  return (
    <div className={styles.header}>
      <div className={styles.topRow}>
        <div className={styles.titleInfo}>
          <div className={styles.title}>{renderTitle ? renderTitle(title) : <h1>{title}</h1>}</div>
          {info && (
            <div className={styles.info}>
              {info.map(({ label, value }) => (
                <div key={label}>
                  <div className={styles.subTitle}>{label}</div>
                  {value}
                </div>
              ))}
            </div>
          )}
        </div>
        <div className={styles.actions}>{actions}</div>
      </div>
      {below && <div className={styles.subTitle}>{below}</div>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    flex: '1 1 0',
    display: 'flex',
    flexDirection: 'column',
    padding: theme.spacing(2),
    borderBottom: 'none',
    [theme.breakpoints.up('md')]: { padding: theme.spacing(4) },
  }),
  primary: css({ background: theme.colors.background.primary }),
  canvas: css({ background: theme.colors.background.canvas }),
  custom: css({ flex: '1 1 0', display: 'flex', flexDirection: 'column' }),
  contents: css({ flex: '1 1 0', display: 'flex', flexDirection: 'column', position: 'relative', minWidth: 0 }),
  header: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), marginBottom: theme.spacing(2) }),
  topRow: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(1, 2) }),
  titleInfo: css({
    display: 'flex',
    flex: 1,
    flexWrap: 'wrap',
    gap: theme.spacing(1, 4),
    justifyContent: 'space-between',
    maxWidth: '100%',
  }),
  title: css({ display: 'flex', h1: { display: 'flex', marginBottom: 0 } }),
  info: css({ display: 'flex', gap: theme.spacing(4) }),
  actions: css({ display: 'flex', gap: theme.spacing(1) }),
  subTitle: css({ position: 'relative', color: theme.colors.text.secondary }),
});
