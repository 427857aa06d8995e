import { join } from 'node:path';
import { pageDistOf } from './bundle/pageDistOf.ts';
import { GrafanaHost, type HostOptions } from './server/grafanaHost.ts';

const PLUGIN_DIST = join(import.meta.dirname, '../../plugin/dist');

/** How a host of this repository's plugin is started. */
type StartHostOptions = Omit<HostOptions, 'pluginDist' | 'pageDist'>;

/** Serves the built plugin in the bundled page; both must be there (`npm run preview` and `npm run test:browser` build them). */
export function startHost(options: StartHostOptions): Promise<GrafanaHost> {
  return new GrafanaHost({ ...options, pluginDist: PLUGIN_DIST, pageDist: pageDistOf(options.grafana) }).listen();
}
