import { PanelPlugin, type PanelPluginMeta } from '@grafana/data';
import { BarsPanel } from './BarsPanel.tsx';
import { PiePanel } from './PiePanel.tsx';
import { StatPanel } from './StatPanel.tsx';
import { TablePanel } from './TablePanel.tsx';
import { TimeSeriesPanel } from './TimeSeriesPanel.tsx';
import { graphFieldConfig } from './graphFieldConfig.ts';

const MAKERS: Readonly<Record<string, () => PanelPlugin>> = {
  timeseries: () => new PanelPlugin(TimeSeriesPanel).useFieldConfig(graphFieldConfig),
  barchart: () => new PanelPlugin(BarsPanel).useFieldConfig({}),
  bargauge: () => new PanelPlugin(BarsPanel).useFieldConfig({}),
  piechart: () => new PanelPlugin(PiePanel).useFieldConfig({}),
  table: () => new PanelPlugin(TablePanel).useFieldConfig({}),
  stat: () => new PanelPlugin(StatPanel).useFieldConfig({}),
};

/** A stand-in for a panel of Grafana's core, which is published nowhere; undefined = not one of the core. */
export function corePanel(meta: PanelPluginMeta): PanelPlugin | undefined {
  const plugin = meta.module.startsWith('core:') ? MAKERS[meta.id]?.() : undefined;
  if (plugin) plugin.meta = meta;
  return plugin;
}
