import type { PluginRoute } from './pluginRoute.ts';
import { matchPath } from './matchPath.ts';
import { includesRole, type OrgRole } from './orgRole.ts';

/** What the proxy does with a call. */
export type RouteMatch =
  | { readonly kind: 'none' }
  | { readonly kind: 'denied'; readonly route: PluginRoute }
  /** `rest` is what is put behind the route's own address. */
  | { readonly kind: 'route'; readonly route: PluginRoute; readonly rest: string };

/** The first route whose method and path fit decides, also when it then refuses the role. */
export function matchRoute(
  routes: readonly PluginRoute[],
  { method, path, role }: { readonly method: string; readonly path: string; readonly role: OrgRole },
): RouteMatch {
  for (const route of routes) {
    // One verb, exactly: Grafana compares, it reads no list.
    if (route.method !== undefined && route.method !== '' && route.method !== '*' && route.method !== method) continue;
    const match = matchPath(route.path, path);
    if (!match) continue;
    if (route.reqRole !== undefined && !includesRole(role, route.reqRole)) return { kind: 'denied', route };
    return { kind: 'route', route, rest: match.rest ?? '' };
  }
  return { kind: 'none' };
}
