import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { PluginRoute } from '../proxy/pluginRoute.ts';
import type { StaticFolder } from './staticFiles.ts';

/** An entry of plugin.json's `includes`. */
export interface PluginInclude {
  readonly type: string;
  readonly name: string;
  readonly path?: string;
  readonly role?: string;
  readonly addToNav?: boolean;
  readonly defaultNav?: boolean;
  readonly icon?: string;
}

/** What the host reads of a plugin.json; the whole of it goes to the page. */
export interface PluginJson {
  readonly id: string;
  readonly type: 'app' | 'panel';
  readonly name: string;
  readonly info: { readonly version?: string };
  readonly languages?: readonly string[];
  readonly includes?: readonly PluginInclude[];
  readonly routes?: readonly PluginRoute[];
}

/** A plugin on the disk. */
export interface PluginFiles {
  readonly folder: string;
  readonly json: PluginJson;
}

/** The app in `dist` and the plugins nested in it, as Grafana finds them: by their plugin.json. */
export class PluginFolder {
  readonly #dist: string;

  constructor(dist: string) {
    this.#dist = dist;
  }

  /** Reads again each time: a build may have replaced it. The app comes first. */
  read(): readonly PluginFiles[] {
    return readdirSync(this.#dist, { recursive: true, encoding: 'utf8' })
      .filter((file) => file === 'plugin.json' || file.endsWith(`${sep}plugin.json`))
      .map((file) => {
        const path = join(this.#dist, file);
        return { folder: dirname(path), json: JSON.parse(readFileSync(path, 'utf8')) as PluginJson };
      })
      .sort((a, b) => relative(this.#dist, a.folder).length - relative(this.#dist, b.folder).length);
  }

  get app(): PluginJson {
    const app = this.read()[0]?.json;
    if (app?.type !== 'app') throw new Error(`There is no app in ${this.#dist}; build it: npm run -w plugin build`);
    return app;
  }

  /** Each plugin's files are served under its own id only: a nested one does not reach its parent's. */
  folders(): StaticFolder[] {
    return this.read().map(({ folder, json }) => ({ prefix: `/public/plugins/${json.id}/`, folder }));
  }
}

/** A plugin as Grafana's boot data and `/api/plugins/<id>/settings` describe it. */
export function pluginMeta({ json }: PluginFiles): object {
  const baseUrl = `public/plugins/${json.id}`;
  return {
    ...json,
    module: `${baseUrl}/module.js`,
    baseUrl,
    signature: 'unsigned',
    loadingStrategy: 'script',
    translations: Object.fromEntries(
      (json.languages ?? []).map((language) => [language, `${baseUrl}/locales/${language}/${json.id}.json`]),
    ),
  };
}
