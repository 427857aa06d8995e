import { css } from '@emotion/css';
import { PluginContextProvider, type AppPlugin, type GrafanaTheme2 } from '@grafana/data';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { locationSearchToObject } from '@grafana/runtime';
import { useLocation } from 'react-router-dom-v5-compat';
import { HostPluginPage } from '../chrome/HostPluginPage.tsx';

/** The plugin's own page with its configuration tabs. */
export function ConfigurationPage({ plugin }: { readonly plugin: AppPlugin }) {
  const { pathname, search } = useLocation();
  const query = locationSearchToObject(search);
  const pages = plugin.configPages ?? [];
  const open = pages.find(({ id }) => id === query['page']) ?? pages[0];
  const { name, info } = plugin.meta;
  const styles = useStyles2(getStyles);
  return (
    <PluginContextProvider meta={plugin.meta}>
      <HostPluginPage
        pageNav={{ text: name, subTitle: info.description }}
        info={[{ label: 'Version', value: info.version }]}
      >
        <TabsBar>
          {pages.map(({ id, title }) => (
            <Tab key={id} label={title} active={id === open?.id} href={`${pathname}?page=${id}`} />
          ))}
        </TabsBar>
        <div className={styles.body}>{open && <open.body plugin={plugin} query={query} />}</div>
      </HostPluginPage>
    </PluginContextProvider>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // As below the tabs of any page of Grafana.
  body: css({ paddingTop: theme.spacing(3) }),
});
