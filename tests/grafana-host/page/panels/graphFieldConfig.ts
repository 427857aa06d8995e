import type { SetFieldConfigOptionsArgs } from '@grafana/data';
import {
  AxisPlacement,
  DrawStyle,
  GraphGradientMode,
  GraphThresholdsStyleMode,
  LineInterpolation,
  PointVisibility,
  ScaleDistribution,
  StackingMode,
  type GraphFieldConfig,
} from '@grafana/ui';

/** Grafana's defaults of the time series panel. */
const DEFAULTS: GraphFieldConfig = {
  drawStyle: DrawStyle.Line,
  lineInterpolation: LineInterpolation.Linear,
  lineWidth: 1,
  fillOpacity: 0,
  gradientMode: GraphGradientMode.None,
  showPoints: PointVisibility.Auto,
  pointSize: 5,
  spanNulls: false,
  stacking: { mode: StackingMode.None, group: 'A' },
  axisPlacement: AxisPlacement.Auto,
  axisLabel: '',
  axisBorderShow: false,
  axisCenteredZero: false,
  scaleDistribution: { type: ScaleDistribution.Linear },
  hideFrom: { tooltip: false, viz: false, legend: false },
  thresholdsStyle: { mode: GraphThresholdsStyleMode.Off },
  lineStyle: { fill: 'solid' },
};

/** The options of a graph's fields: each may be overridden, none has an editor here. */
export const graphFieldConfig: SetFieldConfigOptionsArgs<GraphFieldConfig> = {
  useCustomConfig: (builder) => {
    for (const [path, defaultValue] of Object.entries(DEFAULTS)) {
      builder.addCustomEditor<unknown, unknown>({
        id: path,
        path,
        name: path,
        defaultValue,
        editor: () => null,
        override: () => null,
        process: (value: unknown) => value,
        shouldApply: () => true,
      });
    }
  },
};
