import { PanelBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import { BarGaugeDisplayMode, ReduceDataOptionsBuilder, VizOrientation } from '@grafana/grafana-foundation-sdk/common';
import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import { tile, type PanelSpec, type Tile } from '../parts/tile.ts';

interface BarsSpec extends Omit<PanelSpec, 'queries'> {
  readonly expr: string;
  /** What a bar is of. */
  readonly legend: string;
}

/** Values of the whole range beside each other. */
export function bars({ expr, legend, ...spec }: BarsSpec): Tile {
  const builder = new PanelBuilder()
    .displayMode(BarGaugeDisplayMode.Basic)
    .orientation(VizOrientation.Horizontal)
    .showUnfilled(true)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false))
    .min(0);
  if (spec.steps === undefined) {
    builder.colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Fixed).fixedColor('blue'));
  }
  return tile(builder, { ...spec, queries: [{ expr, legend, instant: true }] });
}
