import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { tile, type PanelSpec, type Tile } from '../parts/tile.ts';

interface StatSpec extends Omit<PanelSpec, 'queries'> {
  readonly expr: string;
  /** Shows whose value it is, too. */
  readonly legend?: string;
}

/** One figure of now, or of the whole range. */
export function stat({ expr, legend, ...spec }: StatSpec): Tile {
  const builder = new PanelBuilder()
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false))
    .textMode(legend === undefined ? BigValueTextMode.Value : BigValueTextMode.ValueAndName)
    .colorMode(BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.None);
  const query = legend === undefined ? { expr, instant: true as const } : { expr, legend, instant: true as const };
  return tile(builder, { ...spec, queries: [query] });
}
