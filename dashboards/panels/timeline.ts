import { TooltipDisplayMode, VisibilityMode, VizTooltipOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import type { Colour } from '../parts/thresholds.ts';
import { tile, type PanelSpec, type Tile } from '../parts/tile.ts';
import { legendBelow } from './legendBelow.ts';

/** Texts and colours of values. */
export function valueMap(texts: Readonly<Record<string, readonly [text: string, colour: Colour]>>): ValueMapping {
  const options = Object.entries(texts).map(
    ([value, [text, color]], index) => [value, { text, color, index }] as const,
  );
  return { type: MappingType.ValueToText, options: Object.fromEntries(options) };
}

/** Positions of a chain. */
export const POSITION = valueMap({
  '-1': ['Nothing callable', 'red'],
  '0': ['Primary', 'green'],
  '1': ['Fallback 1', 'yellow'],
  ...Object.fromEntries(
    Array.from({ length: 8 }, (_, at) => [String(at + 2), [`Fallback ${at + 2}`, 'orange']] as const),
  ),
});

/** States of a circuit. */
export const CIRCUIT = valueMap({ '0': ['Closed', 'green'], '1': ['Half-open', 'yellow'], '2': ['Open', 'red'] });

/** Which state something was in, when. */
export function timeline(spec: PanelSpec): Tile {
  const builder = new PanelBuilder()
    .mergeValues(true)
    .showValue(VisibilityMode.Auto)
    .rowHeight(0.8)
    .fillOpacity(70)
    .legend(legendBelow())
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Single));
  return tile(builder, spec);
}
