import type { IncomingHttpHeaders } from 'node:http';
import type { PluginRoute } from './pluginRoute.ts';
import { renderGoTemplate, type TemplateData } from './goTemplate.ts';
import type { HostUser } from '../server/hostUser.ts';

/** Headers of one connection, which no proxy passes on. */
export const HOP_BY_HOP = [
  'connection',
  'proxy-connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

const REMOVED = [
  ...HOP_BY_HOP,
  'host',
  'cookie',
  'set-cookie',
  'origin',
  'referer',
  // Grafana reads these itself to sign somebody in, and takes them out.
  'authorization',
  'x-grafana-user',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
];

/** What headers are made of besides the client's own. */
export interface HeaderContext {
  readonly route: PluginRoute;
  readonly data: TemplateData;
  readonly user: HostUser;
  /** The signed identity of the user; undefined = Grafana signed none. */
  readonly idToken: string | undefined;
  /** `[dataproxy] send_user_header`. */
  readonly sendUserHeader: boolean;
  readonly remoteAddress: string;
}

/** Grafana's `SignedInUser`, as far as it is of use to who receives it. */
function contextOf(user: HostUser): string {
  return JSON.stringify({
    UserID: user.id,
    UserUID: `u${user.id}`,
    OrgID: 1,
    OrgName: 'Main Org.',
    OrgRole: user.role,
    Login: user.login,
    Name: user.name,
    Email: user.email,
    EmailVerified: false,
    AuthenticatedBy: '',
    IsGrafanaAdmin: user.role === 'Admin',
    IsAnonymous: false,
    IsDisabled: false,
    Teams: [],
  });
}

/** What the upstream receives, names in lower case. The route's own headers win over the client's. */
export function requestHeaders(client: IncomingHttpHeaders, context: HeaderContext): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(client)) {
    if (value !== undefined && !REMOVED.includes(name)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  headers['x-grafana-referer'] = client.referer ?? '';
  // Twice: once by Grafana, once by Go's own reverse proxy.
  const before = client['x-forwarded-for'];
  const hops = [...(before === undefined ? [] : [String(before)]), context.remoteAddress, context.remoteAddress];
  headers['x-forwarded-for'] = hops.join(', ');
  headers['x-grafana-context'] = contextOf(context.user);
  if (context.sendUserHeader) headers['x-grafana-user'] = context.user.login;
  // Without a token of its own, Grafana leaves one that the client sent.
  if (context.idToken !== undefined) headers['x-grafana-id'] = context.idToken;
  for (const { name, content } of context.route.headers ?? []) {
    headers[name.toLowerCase()] = renderGoTemplate(content, context.data);
  }
  return headers;
}
