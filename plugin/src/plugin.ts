import pluginJson from './plugin.json';

/** Id of the app, as Grafana knows it: part of its URLs and of its proxy's. */
export const PLUGIN_ID = pluginJson.id;

/** Where the app's pages begin. */
export const BASE_URL = `/a/${PLUGIN_ID}`;

/** Id of the tab on the plugin's own page. */
export const CONFIGURATION_TAB = 'configuration';

/** Where an admin connects the agent. */
export const CONFIGURATION_URL = `/plugins/${PLUGIN_ID}?page=${CONFIGURATION_TAB}`;
