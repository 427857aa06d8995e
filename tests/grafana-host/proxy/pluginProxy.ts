import { request, type IncomingMessage, type RequestOptions, type ServerResponse } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { HostUser } from '../server/hostUser.ts';
import type { PluginSettings } from '../server/pluginSettings.ts';
import type { PluginRoute } from './pluginRoute.ts';
import { matchRoute, type RouteMatch } from './matchRoute.ts';
import { proxyPathOf, type PathRules } from './proxyPathOf.ts';
import { requestHeaders } from './requestHeaders.ts';
import { responseHeaders } from './responseHeaders.ts';
import { targetOf, type ProxyTarget } from './targetOf.ts';

/** What the proxy of one plugin is made of. */
export interface PluginProxyOptions {
  readonly routes: () => readonly PluginRoute[];
  readonly settings: PluginSettings;
  readonly pathRules: PathRules;
  readonly sendUserHeader: boolean;
  /** Signs who somebody is, as Grafana does for plugins. */
  readonly signIdentity: (user: HostUser) => string;
}

/** Grafana's `writeJSONErr`. */
function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify({ message })}\n`);
}

/** An upstream that fails before it answered is 502 with an empty body; later the connection breaks. */
function fail(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(502, { 'cache-control': 'no-store', 'content-length': '0' }).end();
}

function forward(
  client: IncomingMessage,
  response: ServerResponse,
  target: ProxyTarget,
  options: RequestOptions,
): void {
  const send = target.origin.startsWith('https:') ? secureRequest : request;
  const upstream = send(`${target.origin}${target.path}`, options, (answer) => {
    response.writeHead(answer.statusCode ?? 502, responseHeaders(answer.headers));
    // Whoever streams wants the head at once, not with the first event.
    response.flushHeaders();
    answer.once('error', () => response.destroy());
    answer.pipe(response);
  });
  upstream.once('error', () => fail(response));
  response.once('close', () => upstream.destroy());
  client.pipe(upstream);
}

/** Follows the routes of an app's plugin.json as Grafana's `pluginproxy` does. */
export class PluginProxy {
  readonly #options: PluginProxyOptions;

  constructor(options: PluginProxyOptions) {
    this.#options = options;
  }

  /** Decides for one call; `path` as the browser sent it, without its query. */
  match(method: string, path: string, user: HostUser): RouteMatch {
    const { routes, pathRules } = this.#options;
    return matchRoute(routes(), { method, path: proxyPathOf(path, pathRules), role: user.role });
  }

  handle(client: IncomingMessage, response: ServerResponse, user: HostUser): void {
    const [, path = '', query = ''] = /^([^?]*)(.*)$/.exec(client.url ?? '') ?? [];
    const match = this.match(client.method ?? 'GET', path, user);
    if (match.kind === 'none') refuse(response, 404, 'plugin route match not found');
    else if (match.kind === 'denied') refuse(response, 403, 'plugin proxy route access denied');
    else this.#forward(client, response, { route: match.route, rest: match.rest, query, user });
  }

  #forward(
    client: IncomingMessage,
    response: ServerResponse,
    { route, rest, query, user }: { route: PluginRoute; rest: string; query: string; user: HostUser },
  ): void {
    const { settings, sendUserHeader, signIdentity } = this.#options;
    const data = settings.templateData();
    let target: ProxyTarget;
    let headers: Record<string, string>;
    try {
      target = targetOf(route, rest, query, data);
    } catch {
      refuse(response, 500, 'Could not interpolate plugin route url');
      return;
    }
    try {
      const remoteAddress = client.socket.remoteAddress ?? '';
      const idToken = signIdentity(user);
      headers = requestHeaders(client.headers, { route, data, user, idToken, sendUserHeader, remoteAddress });
    } catch {
      refuse(response, 500, 'Failed to render plugin headers');
      return;
    }
    if (target.origin === '') fail(response);
    else forward(client, response, target, { method: client.method ?? 'GET', headers });
  }
}
