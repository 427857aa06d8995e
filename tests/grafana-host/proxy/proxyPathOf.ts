/** How this release of Grafana reads the path behind `/api/plugin-proxy/<id>/`. */
export interface PathRules {
  /** Newer releases resolve `.` and `..` and double slashes before they look for a route; 12.4 leaves them as sent. */
  readonly resolvesDots: boolean;
}

const PREFIX = /^\/api\/plugin-proxy\/([\w-]+)\/?/;

/** Id of the plugin that a path is meant for; undefined = not a call of the proxy. */
export function proxiedPlugin(path: string): string | undefined {
  return PREFIX.exec(path)?.[1];
}

/** The path that routes are matched with: still percent-encoded. */
export function proxyPathOf(path: string, { resolvesDots }: PathRules): string {
  const rest = path.replace(PREFIX, '');
  if (!resolvesDots) return rest;
  const clean: string[] = [];
  for (const segment of rest.split('/')) {
    if (segment === '..') clean.pop();
    else if (segment !== '.' && segment !== '') clean.push(segment);
  }
  return `/${clean.join('/')}`;
}
