import { AppPlugin, PanelPlugin, type AppPluginMeta, type PanelPluginMeta } from '@grafana/data';
import { addResourceBundle } from '@grafana/i18n/internal';

const LANGUAGE = 'en-US';

interface PluginModule {
  readonly plugin?: unknown;
}

async function importModule(path: string): Promise<unknown> {
  const module = (await window.System.import(new URL(path, document.baseURI).href)) as PluginModule;
  return module.plugin;
}

/** The plugin's texts, where it has any in this language. */
async function loadTexts(meta: AppPluginMeta): Promise<void> {
  const path = meta.translations?.[LANGUAGE];
  if (path === undefined) return;
  const response = await fetch(path);
  if (response.ok) addResourceBundle(LANGUAGE, meta.id, (await response.json()) as object);
}

/** Loads an app as Grafana does: its texts, its module, then `init`. */
export async function loadApp(meta: AppPluginMeta): Promise<AppPlugin> {
  await loadTexts(meta);
  const plugin = await importModule(meta.module);
  if (!(plugin instanceof AppPlugin)) throw new Error(`${meta.id}: module.js exports no AppPlugin`);
  plugin.meta = meta;
  plugin.init(meta);
  return plugin;
}

/** Loads a panel; `pluginReady` comes after its meta data. */
export async function loadPanel(meta: PanelPluginMeta): Promise<PanelPlugin> {
  const plugin = await importModule(meta.module);
  if (!(plugin instanceof PanelPlugin)) throw new Error(`${meta.id}: module.js exports no PanelPlugin`);
  plugin.meta = meta;
  return plugin;
}
