import { FieldColorModeId, type DataFrame, ThresholdsMode } from '@grafana/data';
import { PanelBuilders, SceneDataTransformer, SceneQueryRunner, VizPanel } from '@grafana/scenes';
import {
  BarGaugeDisplayMode,
  BarGaugeValueMode,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  SortOrder,
  TooltipDisplayMode,
  VizOrientation,
} from '@grafana/schema';
import { map } from 'rxjs';
import { triggerName } from '../../i18n/triggerName.ts';
import type { AnalyticsPanel } from './analyticsPanels.ts';

/** Points of a graph: enough for 4k, few enough for 90 days over many sidecars. */
const MAX_POINTS = 400;

function runnerOf(panel: AnalyticsPanel, uid: string): SceneQueryRunner {
  return new SceneQueryRunner({
    datasource: { type: 'prometheus', uid },
    maxDataPoints: MAX_POINTS,
    queries: panel.queries.map(({ refId, expr, legend }) => ({
      refId,
      expr,
      legendFormat: legend,
      instant: panel.kind !== 'lines',
      range: panel.kind === 'lines',
      format: 'time_series',
    })),
  });
}

/** Series of triggers under the names of the interface. */
function withTriggerNames(frames: DataFrame[]): DataFrame[] {
  return frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => {
      const reason = field.labels?.['reason'];
      if (reason === undefined) return field;
      return { ...field, config: { ...field.config, displayNameFromDS: triggerName(reason) } };
    }),
  }));
}

function dataOf(panel: AnalyticsPanel, uid: string): SceneQueryRunner | SceneDataTransformer {
  const runner = runnerOf(panel, uid);
  if (panel.key !== 'triggers') return runner;
  return new SceneDataTransformer({
    $data: runner,
    transformations: [() => (source) => source.pipe(map(withTriggerNames))],
  });
}

function linesOf(panel: AnalyticsPanel, uid: string): VizPanel {
  const builder = PanelBuilders.timeseries()
    .setTitle(panel.title)
    .setDescription(panel.description)
    .setUnit(panel.unit)
    .setMin(0)
    .setData(dataOf(panel, uid))
    // The same model has the same colour in every panel: it hangs on the name, not on the order.
    .setColor({ mode: FieldColorModeId.PaletteClassicByName })
    .setCustomFieldConfig('fillOpacity', 0)
    .setCustomFieldConfig('lineWidth', 1)
    .setCustomFieldConfig('spanNulls', false)
    .setOption('legend', { displayMode: LegendDisplayMode.List, placement: 'bottom', showLegend: true })
    .setOption('tooltip', { mode: TooltipDisplayMode.Multi, sort: SortOrder.Descending });
  if (panel.max !== undefined) builder.setMax(panel.max);
  if (panel.threshold !== undefined) {
    builder
      .setThresholds({
        mode: ThresholdsMode.Absolute,
        steps: [
          { value: -Infinity, color: 'transparent' },
          { value: panel.threshold, color: 'orange' },
        ],
      })
      .setCustomFieldConfig('thresholdsStyle', { mode: GraphThresholdsStyleMode.Dashed });
  }
  return builder.build();
}

function barsOf(panel: AnalyticsPanel, uid: string): VizPanel {
  return PanelBuilders.bargauge()
    .setTitle(panel.title)
    .setDescription(panel.description)
    .setUnit(panel.unit)
    .setDecimals(0)
    .setMin(0)
    .setData(dataOf(panel, uid))
    .setColor({ mode: FieldColorModeId.Fixed, fixedColor: 'blue' })
    .setOption('orientation', VizOrientation.Horizontal)
    .setOption('displayMode', BarGaugeDisplayMode.Basic)
    .setOption('valueMode', BarGaugeValueMode.Text)
    .setOption('showUnfilled', false)
    .setOption('reduceOptions', { calcs: ['lastNotNull'], values: false, fields: '' })
    .build();
}

/** By hand: the types of this panel's options are published nowhere. */
function shareOf(panel: AnalyticsPanel, uid: string): VizPanel {
  return new VizPanel({
    pluginId: 'piechart',
    title: panel.title,
    description: panel.description,
    $data: dataOf(panel, uid),
    options: {
      pieType: 'donut',
      reduceOptions: { calcs: ['lastNotNull'], values: false, fields: '' },
      legend: { displayMode: 'table', placement: 'right', showLegend: true, values: ['percent'] },
      tooltip: { mode: 'single', sort: 'none' },
    },
    fieldConfig: {
      defaults: { unit: panel.unit, decimals: 0, color: { mode: FieldColorModeId.PaletteClassicByName } },
      overrides: [],
    },
  });
}

/** Grafana's own panel for a definition. */
export function panelOf(panel: AnalyticsPanel, uid: string): VizPanel {
  switch (panel.kind) {
    case 'lines':
      return linesOf(panel, uid);
    case 'bars':
      return barsOf(panel, uid);
    case 'share':
      return shareOf(panel, uid);
  }
}
