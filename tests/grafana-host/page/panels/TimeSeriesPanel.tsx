import type { ComponentProps } from 'react';
import type { PanelProps } from '@grafana/data';
import { LegendDisplayMode, TimeSeries, TooltipDisplayMode, TooltipPlugin2, type VizLegendOptions } from '@grafana/ui';
import { nameFields } from './nameFields.ts';
import { SeriesTooltip } from './SeriesTooltip.tsx';

interface Options {
  readonly legend?: Partial<VizLegendOptions>;
  readonly tooltip?: { readonly mode?: TooltipDisplayMode };
}

const LEGEND: VizLegendOptions = {
  showLegend: true,
  displayMode: LegendDisplayMode.List,
  placement: 'bottom',
  calcs: [],
};

// The enumeration is exported nowhere: its second member, all series at one time.
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
const ALL_SERIES: ComponentProps<typeof TooltipPlugin2>['hoverMode'] = 1;

/** Stands in for Grafana's time series panel: its own drawing, a simpler tooltip. */
export function TimeSeriesPanel({ data, timeRange, timeZone, width, height, options }: PanelProps<Options>) {
  const frames = data.series.filter(({ length }) => length > 0);
  if (frames.length === 0) return <div className="panel-empty">No data</div>;
  nameFields(frames);
  return (
    <TimeSeries
      frames={frames}
      timeRange={timeRange}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={{ ...LEGEND, ...options.legend }}
      options={options}
    >
      {(builder, alignedFrame) =>
        options.tooltip?.mode === TooltipDisplayMode.None ? null : (
          <TooltipPlugin2
            config={builder}
            hoverMode={ALL_SERIES}
            render={(_plot, dataIdxs, seriesIdx, isPinned) => (
              <SeriesTooltip
                frame={alignedFrame}
                dataIdxs={dataIdxs}
                seriesIdx={seriesIdx}
                isPinned={isPinned}
                timeZone={timeZone}
              />
            )}
          />
        )
      }
    </TimeSeries>
  );
}
