import { config } from '@grafana/runtime';
import type { PanelPlugin } from '@grafana/data';
import { loadPanel } from '../modules/loadPlugin.ts';
import { corePanel } from './corePanels.ts';

const cache = new Map<string, PanelPlugin>();

/** The panel, where it was loaded before. */
export function panelFromCache(id: string): PanelPlugin | undefined {
  return cache.get(id);
}

/** A nested panel from its own address; one of Grafana's core as a stand-in. */
export async function importPanel(id: string): Promise<PanelPlugin> {
  const meta = config.panels[id];
  if (!meta) throw new Error(`Panel plugin not found: ${id}`);
  const plugin = cache.get(id) ?? corePanel(meta) ?? (await loadPanel(meta));
  cache.set(id, plugin);
  return plugin;
}
