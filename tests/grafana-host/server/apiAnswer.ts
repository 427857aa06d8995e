import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Alerting } from '../alerting/Alerting.ts';
import { alertingAnswer } from '../alerting/alertingAnswer.ts';
import type { HostUser } from './hostUser.ts';
import type { IdentitySigner } from './identitySigner.ts';
import { pluginMeta, type PluginFolder } from './pluginFiles.ts';
import type { PluginSettings } from './pluginSettings.ts';
import { readJson } from './readJson.ts';

/** What the host's APIs work on. */
export interface ApiHost {
  readonly settings: PluginSettings;
  readonly plugins: PluginFolder;
  readonly signer: IdentitySigner;
  readonly alerting: Alerting;
  /** A real Prometheus; undefined = no data source. */
  readonly prometheusUrl: string | undefined;
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

async function saveSettings(host: ApiHost, user: HostUser, request: IncomingMessage): Promise<[number, object]> {
  if (user.role !== 'Admin') {
    // The body of Grafana's access control for a missing `plugins:write`.
    return [
      403,
      { accessErrorId: 'ACE0000000000', message: "You'll need additional permissions to perform this action." },
    ];
  }
  const update = await readJson(request);
  if (typeof update !== 'object' || update === null) return [400, { message: 'bad request data' }];
  host.settings.update(update);
  return [200, { message: 'Plugin settings updated' }];
}

/** The APIs of Grafana that the plugin or the page uses, beside the proxies; everything else is not found. */
export async function apiAnswer(
  host: ApiHost,
  user: HostUser,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').replace(/[?#].*$/, '');
  const plugin = /^\/api\/plugins\/([^/]+)\/settings$/.exec(path)?.[1];
  const found = host.plugins.read().find(({ json }) => json.id === plugin);
  if (found && request.method === 'POST') sendJson(response, ...(await saveSettings(host, user, request)));
  else if (found && request.method === 'GET') {
    // Only the app has settings of its own; a nested panel is on where its app is.
    const settings = found.json.type === 'app' ? host.settings.public : { enabled: true };
    sendJson(response, 200, { ...pluginMeta(found), ...settings });
  } else if (path === '/api/signing-keys/keys') sendJson(response, 200, host.signer.keys());
  else {
    const answer = await alertingAnswer(host.alerting, host.prometheusUrl, user, request);
    sendJson(response, ...(answer ?? ([404, { message: 'Not found' }] as const)));
  }
}
