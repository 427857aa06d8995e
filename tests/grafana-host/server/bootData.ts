import { permissionsOf } from '../alerting/permissions.ts';
import type { HostTheme } from './hostTheme.ts';
import type { HostUser } from './hostUser.ts';
import { pluginMeta, type PluginFiles } from './pluginFiles.ts';
import type { PublicSettings } from './pluginSettings.ts';

/** UID of the host's Prometheus data source. */
export const PROMETHEUS_UID = 'prometheus';

/** What the host page itself reads, beside Grafana's boot data. */
export interface HostData {
  readonly theme: HostTheme;
  readonly user: HostUser;
  readonly users: readonly HostUser[];
  readonly app: object;
  readonly panels: readonly object[];
  readonly hasPrometheus: boolean;
}

/** What boot data is made of. */
export interface BootDataOptions {
  readonly plugins: readonly PluginFiles[];
  readonly settings: PublicSettings;
  readonly user: HostUser;
  readonly theme: HostTheme;
  readonly version: string;
  readonly hasPrometheus: boolean;
}

const CORE_PANELS = ['timeseries', 'barchart', 'bargauge', 'piechart', 'table', 'stat'];

function corePanel(id: string): object {
  const info = { version: '', logos: { small: '', large: '' }, links: [], screenshots: [], updated: '' };
  return { id, name: id, type: 'panel', module: `core:plugin/${id}`, baseUrl: '', info, hideFromList: false, sort: 1 };
}

function prometheus(): object {
  return {
    id: 1,
    uid: PROMETHEUS_UID,
    name: 'Prometheus',
    type: 'prometheus',
    access: 'proxy',
    url: `/api/datasources/proxy/uid/${PROMETHEUS_UID}`,
    isDefault: true,
    readOnly: false,
    jsonData: { httpMethod: 'POST', timeInterval: '5s' },
    meta: {
      id: 'prometheus',
      name: 'Prometheus',
      type: 'datasource',
      metrics: true,
      alerting: true,
      annotations: true,
      module: 'core:plugin/prometheus',
      baseUrl: '',
      info: {
        author: { name: '' },
        description: '',
        links: [],
        logos: { small: '/public/build/img/icons/unicons/database.svg', large: '' },
        screenshots: [],
        updated: '',
        version: '',
      },
    },
  };
}

/** `window.grafanaBootData`: what Grafana's index.html carries, as far as its libraries read it. */
export function grafanaBootData({ plugins, user, theme, version, hasPrometheus }: BootDataOptions): object {
  const metas = plugins.map((plugin) => ({ json: plugin.json, meta: pluginMeta(plugin) }));
  const byType = (type: string): [string, object][] =>
    metas.filter(({ json }) => json.type === type).map(({ json, meta }) => [json.id, meta]);
  return {
    settings: {
      appSubUrl: '',
      appUrl: '/',
      buildInfo: { version, env: 'production', edition: 'Open Source', commit: '' },
      featureToggles: {},
      licenseInfo: { enabledFeatures: {}, licenseUrl: '' },
      datasources: hasPrometheus ? { Prometheus: prometheus() } : {},
      defaultDatasource: hasPrometheus ? 'Prometheus' : '',
      panels: {
        ...Object.fromEntries(CORE_PANELS.map((id) => [id, corePanel(id)])),
        ...Object.fromEntries(byType('panel')),
      },
      apps: Object.fromEntries(
        byType('app').map(([id, meta]) => [id, { ...meta, path: `public/plugins/${id}/module.js` }]),
      ),
      theme2: {},
    },
    user: {
      id: user.id,
      uid: `u${user.id}`,
      isSignedIn: true,
      login: user.login,
      name: user.name,
      email: user.email,
      orgId: 1,
      orgName: 'Main Org.',
      orgRole: user.role,
      orgCount: 1,
      isGrafanaAdmin: user.role === 'Admin',
      gravatarUrl: '',
      theme,
      lightTheme: theme === 'light',
      timezone: 'browser',
      language: 'en-US',
      regionalFormat: 'en-US',
      weekStart: 'monday',
      permissions: permissionsOf(user.role),
      helpFlags1: 0,
      hasEditPermissionInFolders: user.role !== 'Viewer',
    },
    navTree: [],
    assets: { dark: '', light: '' },
  };
}

/** What the host page reads: the app with its settings, and its nested plugins. */
export function hostData(options: BootDataOptions, users: readonly HostUser[]): HostData {
  const [app, ...nested] = options.plugins;
  if (!app) throw new Error('there is no app');
  return {
    theme: options.theme,
    user: options.user,
    users,
    app: { ...pluginMeta(app), ...options.settings },
    panels: nested.map(pluginMeta),
    hasPrometheus: options.hasPrometheus,
  };
}
