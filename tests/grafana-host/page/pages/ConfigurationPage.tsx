import { PluginContextProvider, type AppPlugin } from '@grafana/data';
import { Tab, TabsBar } from '@grafana/ui';
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
        {open && <open.body plugin={plugin} query={query} />}
      </HostPluginPage>
    </PluginContextProvider>
  );
}
