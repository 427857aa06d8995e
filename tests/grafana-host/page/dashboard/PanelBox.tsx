import { useEffect, useMemo } from 'react';
import {
  applyFieldOverrides,
  EventBusSrv,
  getPanelOptionsWithDefaults,
  PluginContextProvider,
  type DataFrame,
  type FieldConfigSource,
  type InterpolateFunction,
  type PanelData,
  type PanelPlugin,
  type TimeRange,
} from '@grafana/data';
import { config, getTemplateSrv } from '@grafana/runtime';
import { ErrorBoundaryAlert, PanelChrome, PanelContextProvider } from '@grafana/ui';
import type { DashboardPanel } from './dashboards.ts';
import { usePanelData } from './usePanelData.ts';

interface Props {
  readonly panel: DashboardPanel;
  readonly plugin: PanelPlugin;
  readonly width: number;
  readonly range: TimeRange;
  readonly options: Record<string, unknown>;
  readonly onOptionsChange: (options: Record<string, unknown>) => void;
  /** Hears of the frames that the panel is drawn from. */
  readonly onData?: ((frames: DataFrame[]) => void) | undefined;
}

const NO_CONFIG = { defaults: {}, overrides: [] };
const eventBus = new EventBusSrv();
const CONTEXT = { eventsScope: 'host', eventBus };

const replaceVariables: InterpolateFunction = (value, vars) => getTemplateSrv().replace(value, vars);

interface Model {
  readonly data: PanelData;
  readonly options: Record<string, unknown>;
  readonly fieldConfig: FieldConfigSource;
}

/** Options with the plugin's defaults, and data with the field configuration applied. */
function usePanelModel({ panel, plugin, width, range, options: currentOptions, onData }: Props): Model {
  const data = usePanelData(panel.source, range, width);
  const { options, fieldConfig } = useMemo(
    () =>
      getPanelOptionsWithDefaults({
        plugin,
        currentOptions,
        currentFieldConfig: NO_CONFIG,
        isAfterPluginChange: false,
      }),
    [plugin, currentOptions],
  );
  const series = useMemo(
    () =>
      applyFieldOverrides({
        data: data.series,
        fieldConfig,
        fieldConfigRegistry: plugin.fieldConfigRegistry,
        replaceVariables,
        theme: config.theme2,
        timeZone: 'browser',
      }),
    [data.series, fieldConfig, plugin],
  );
  useEffect(() => onData?.(series), [series, onData]);
  return { data: { ...data, series }, options, fieldConfig };
}

/** A panel in Grafana's frame. */
export function PanelBox(props: Props) {
  const { panel, plugin, width, onOptionsChange } = props;
  const { data, options, fieldConfig } = usePanelModel(props);
  const Panel = plugin.panel;
  const message = data.errors?.[0]?.message;
  if (!Panel) return null;
  return (
    <div style={{ width, height: panel.height }}>
      <PanelChrome
        title={panel.title}
        width={width}
        height={panel.height}
        padding={plugin.noPadding ? 'none' : 'md'}
        loadingState={data.state}
        {...(message === undefined ? {} : { statusMessage: message })}
      >
        {(innerWidth, innerHeight) => (
          <ErrorBoundaryAlert>
            <PluginContextProvider meta={plugin.meta}>
              <PanelContextProvider value={CONTEXT}>
                <Panel
                  id={1}
                  title={panel.title}
                  transparent={false}
                  data={data}
                  timeRange={data.timeRange}
                  timeZone="browser"
                  width={innerWidth}
                  height={innerHeight}
                  options={options}
                  fieldConfig={fieldConfig}
                  renderCounter={0}
                  replaceVariables={replaceVariables}
                  onOptionsChange={onOptionsChange}
                  onFieldConfigChange={() => undefined}
                  onChangeTimeRange={() => undefined}
                  eventBus={eventBus}
                />
              </PanelContextProvider>
            </PluginContextProvider>
          </ErrorBoundaryAlert>
        )}
      </PanelChrome>
    </div>
  );
}
