import { EventBusSrv } from '@grafana/data';
import {
  locationService,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setDataSourceSrv,
  setEchoSrv,
  setHelpNavItemHook,
  setLocationSrv,
  setMegaMenuOpenHook,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginImportUtils,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';
import { setPanelDataErrorView } from '@grafana/runtime/dist/esm/components/PanelDataErrorView.mjs';
import { setPluginPage } from '@grafana/runtime/dist/esm/components/PluginPage.mjs';
import { TOP_BAR_HEIGHT } from '../chrome/topBarHeight.ts';
import { HostPluginPage } from '../chrome/HostPluginPage.tsx';
import { PanelDataError } from '../panels/PanelDataError.tsx';
import { importPanel, panelFromCache } from '../panels/panelPlugins.ts';
import { HostDataSourceSrv } from '../prometheus/hostDataSourceSrv.ts';
import { exposedComponent, componentsAt, linksAt } from './extensions.ts';
import { HostBackendSrv } from './hostBackendSrv.ts';
import { hostTemplateSrv } from './hostTemplateSrv.ts';
import { runRequest } from './runRequest.ts';

/** Everything that Grafana's core sets in `@grafana/runtime` and that a plugin may meet. */
export function installServices(): { readonly events: EventBusSrv } {
  const events = new EventBusSrv();
  setAppEvents(events);
  setBackendSrv(new HostBackendSrv(events));
  setLocationSrv(locationService);
  setEchoSrv({ addEvent: () => undefined, addBackend: () => undefined, flush: () => undefined });
  setTemplateSrv(hostTemplateSrv);
  setDataSourceSrv(new HostDataSourceSrv());
  setRunRequest(runRequest);
  setPluginImportUtils({ importPanelPlugin: importPanel, getPanelPluginFromCache: panelFromCache });
  setChromeHeaderHeightHook(() => TOP_BAR_HEIGHT);
  setReturnToPreviousHook(() => () => undefined);
  setMegaMenuOpenHook(() => [true, () => undefined]);
  setHelpNavItemHook(() => undefined);
  setPluginLinksHook(linksAt);
  setPluginComponentHook(exposedComponent);
  setPluginComponentsHook(componentsAt);
  setPluginFunctionsHook(() => ({ functions: [], isLoading: false }));
  setPluginPage(HostPluginPage);
  setPanelDataErrorView(PanelDataError);
  return { events };
}
