import type { PluginRoute } from './pluginRoute.ts';
import { renderGoTemplate, type TemplateData } from './goTemplate.ts';

/** Where a call goes: an origin (`http://host:port`, empty where the address names none) and a path with its query. */
export interface ProxyTarget {
  readonly origin: string;
  readonly path: string;
}

/** Grafana's `JoinURLFragments`: exactly one slash between two parts that are not empty. */
function joinFragments(a: string, b: string): string {
  if (b === '') return a;
  if (a.endsWith('/') && b.startsWith('/')) return a + b.slice(1);
  return a.endsWith('/') || b.startsWith('/') ? a + b : `${a}/${b}`;
}

/** Go's encoding of a decoded path: what may stand in one stays, among it `/`. */
function encodePath(path: string): string {
  return encodeURI(path).replace(/[!'()*#?]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** @param query with its `?`, or empty; goes on unchanged */
export function targetOf(route: PluginRoute, rest: string, query: string, data: TemplateData): ProxyTarget {
  const address = renderGoTemplate(route.url, data);
  const [, origin = '', path = ''] = /^(https?:\/\/[^/?#]+)?([^?#]*)/.exec(address) ?? [];
  return { origin, path: (encodePath(joinFragments(decodeURIComponent(path), rest)) || '/') + query };
}
