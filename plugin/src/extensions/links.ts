import {
  PluginExtensionPoints,
  type PluginExtensionAddedLinkConfig,
  type PluginExtensionPanelContext,
} from '@grafana/data';
import { BASE_URL } from '../plugin.ts';
import { modelOfAlert, modelsOfPanel } from './modelsOf.ts';

// Titles and descriptions stand in plugin.json word for word: Grafana compares them. They cannot be translated here.
const PANEL_TITLE = 'Show fallback chain';
const ALERT_TITLE = 'Show fallback chain of the model';
const DESCRIPTION = 'Opens the chain of the model in Understudy.';

function chainPath(model: string): string {
  return `${BASE_URL}/chains?${new URLSearchParams({ model }).toString()}`;
}

/** From any panel whose series carry a label `model`: to its chain, or to the list where there are several. */
export const panelLink: PluginExtensionAddedLinkConfig<PluginExtensionPanelContext> = {
  title: PANEL_TITLE,
  description: DESCRIPTION,
  targets: PluginExtensionPoints.DashboardPanelMenu,
  path: `${BASE_URL}/chains`,
  icon: 'link',
  configure: (context) => {
    const [model, ...others] = modelsOfPanel(context?.data);
    if (model === undefined) return undefined;
    return { path: others.length === 0 ? chainPath(model) : `${BASE_URL}/chains` };
  },
};

/** From an alert rule, or one of its instances, with a label `model`. */
export const alertLink: PluginExtensionAddedLinkConfig = {
  title: ALERT_TITLE,
  description: DESCRIPTION,
  targets: [PluginExtensionPoints.AlertingAlertingRuleAction, PluginExtensionPoints.AlertInstanceAction],
  path: `${BASE_URL}/chains`,
  icon: 'link',
  configure: (context) => {
    const model = modelOfAlert(context);
    return model === undefined ? undefined : { path: chainPath(model) };
  },
};
