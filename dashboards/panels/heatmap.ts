import { AxisPlacement, HeatmapCellLayout, TooltipDisplayMode } from '@grafana/grafana-foundation-sdk/common';
import {
  HeatmapColorMode,
  HeatmapColorScale,
  PanelBuilder,
  YAxisConfigBuilder,
  type HeatmapTooltip,
  type RowsHeatmapOptions,
} from '@grafana/grafana-foundation-sdk/heatmap';
import { tile, type PanelSpec, type Tile } from '../parts/tile.ts';

interface HeatmapSpec extends Omit<PanelSpec, 'queries'> {
  /** Buckets with their label `le`. */
  readonly expr: string;
}

const ROWS: RowsHeatmapOptions = { layout: HeatmapCellLayout.Auto };
const TOOLTIP: HeatmapTooltip = { mode: TooltipDisplayMode.Single, yHistogram: true, showColorScale: true };

/** How values of a histogram are spread, over time. */
export function heatmap({ expr, ...spec }: HeatmapSpec): Tile {
  const builder = new PanelBuilder()
    .calculate(false)
    .color({
      build: () => ({
        mode: HeatmapColorMode.Scheme,
        scheme: 'Oranges',
        fill: 'dark-orange',
        scale: HeatmapColorScale.Exponential,
        exponent: 0.5,
        steps: 64,
        reverse: false,
      }),
    })
    .rowsFrame({ build: () => ROWS })
    .yAxis(new YAxisConfigBuilder().unit(spec.unit).axisPlacement(AxisPlacement.Left))
    .tooltip({ build: () => TOOLTIP })
    .showLegend();
  return tile(builder, { ...spec, queries: [{ expr, legend: '{{le}}', format: 'heatmap', exemplar: true }] });
}
