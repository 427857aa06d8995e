import {
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { tile, type PanelSpec, type Tile } from '../parts/tile.ts';
import { legendBelow } from './legendBelow.ts';

interface LinesSpec extends PanelSpec {
  /** Draws values on top of each other: only where their sum means something. */
  readonly stacked?: true;
  /** The axis goes up to here at least: nothing but zeros is no drama. */
  readonly softMax?: number;
}

function builderOf(thresholds: boolean): PanelBuilder {
  return new PanelBuilder()
    .legend(legendBelow())
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassic))
    .thresholdsStyle(
      new GraphThresholdsStyleConfigBuilder().mode(
        thresholds ? GraphThresholdsStyleMode.Dashed : GraphThresholdsStyleMode.Off,
      ),
    )
    .showPoints(VisibilityMode.Auto)
    .lineWidth(1);
}

/** Where the axis of a unit ends at least. */
const SOFT_MAX: Readonly<Record<string, number>> = { cps: 0.1, percentunit: 0.1, reqps: 0.1 };

/** Values over time; thresholds are dashed lines. */
export function lines({ stacked, softMax, ...spec }: LinesSpec): Tile {
  const builder = builderOf(spec.steps !== undefined);
  const end = softMax ?? (spec.max === undefined ? SOFT_MAX[spec.unit] : undefined);
  if (end !== undefined) builder.axisSoftMax(end);
  if (stacked) {
    builder
      .drawStyle(GraphDrawStyle.Line)
      .fillOpacity(30)
      .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
  }
  return tile(builder, spec);
}
