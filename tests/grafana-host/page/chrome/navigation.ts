import { PluginIncludeType, type AppPluginMeta, type NavModelItem, type PluginInclude } from '@grafana/data';

/** `includes` as plugin.json has them; Grafana's type leaves one out. */
type Include = PluginInclude & { readonly defaultNav?: boolean };

const RANK: Readonly<Record<string, number>> = { Viewer: 1, Editor: 2, Admin: 3 };

function isFor(role: string, { role: required }: PluginInclude): boolean {
  return (RANK[role] ?? 0) >= (RANK[required ?? 'Viewer'] ?? 1);
}

/** The app's pages in the menu, those that a role may open, as Grafana's server makes them of `includes`. */
export function sectionNav(meta: AppPluginMeta, role: string): NavModelItem {
  const includes: readonly Include[] = meta.includes ?? [];
  const pages = includes.filter((include) => include.type === PluginIncludeType.page && include.addToNav === true);
  const first = pages.find((include) => include.defaultNav === true);
  const children = pages
    .filter((include) => isFor(role, include))
    .map((include): NavModelItem => ({
      text: include.name,
      url: include.path ?? '',
      ...(include.icon ? { id: include.icon } : {}),
    }));
  return { text: meta.name, url: first?.path ?? `/a/${meta.id}`, children };
}

/** The menu entry that a path belongs to: the one with the longest address in front of it. */
export function activePage(section: NavModelItem, path: string): NavModelItem | undefined {
  const fits = ({ url = '' }: NavModelItem): boolean => path === url || path.startsWith(`${url}/`);
  return section.children?.filter(fits).sort((a, b) => (b.url?.length ?? 0) - (a.url?.length ?? 0))[0];
}

/** May this role open this path? Only exact addresses of `includes` are guarded, as in Grafana. */
export function mayOpen(meta: AppPluginMeta, role: string, path: string): boolean {
  const page = meta.includes?.find((include) => include.path === path);
  return !page || isFor(role, page);
}
