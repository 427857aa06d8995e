import { css } from '@emotion/css';
import { useState } from 'react';
import type { DataFrame, GrafanaTheme2 } from '@grafana/data';
import { Alert, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { useLocation, useParams } from 'react-router-dom-v5-compat';
import { HostPluginPage } from '../chrome/HostPluginPage.tsx';
import { DashboardActions } from '../dashboard/DashboardActions.tsx';
import { dashboards } from '../dashboard/dashboards.ts';
import { OptionsPane } from '../dashboard/OptionsPane.tsx';
import { PanelBox } from '../dashboard/PanelBox.tsx';
import { useDashboardRange } from '../dashboard/useDashboardRange.ts';
import { usePanelPlugin } from '../dashboard/usePanelPlugin.ts';
import { useWidth } from '../dashboard/useWidth.ts';
import { host } from '../hostWindow.ts';

const PANEL = host.panels[0]?.id ?? '';

/** Dashboards with the nested panel at several sizes; its options are the same in all of them, and saved nowhere. */
export function DashboardPage() {
  const styles = useStyles2(getStyles);
  const { uid = '' } = useParams();
  const [range, refresh] = useDashboardRange(useLocation().search);
  const [options, setOptions] = useState<Record<string, unknown>>({});
  const [isEditing, setEditing] = useState(false);
  const [frames, setFrames] = useState<DataFrame[]>([]);
  const [gridRef, gridWidth] = useWidth<HTMLDivElement>();
  const plugin = usePanelPlugin(PANEL);
  const dashboard = dashboards[uid];
  if (!dashboard) return <Alert severity="warning" title="Dashboard not found" />;
  if (plugin instanceof Error) return <Alert severity="error" title={plugin.message} />;
  const toggle = (): void => setEditing(!isEditing);
  const actions = <DashboardActions range={range} isEditing={isEditing} onToggleEditing={toggle} onRefresh={refresh} />;
  return (
    <HostPluginPage pageNav={{ text: dashboard.title }} background="canvas" actions={actions}>
      <div className={styles.body}>
        <div className={styles.grid} ref={gridRef}>
          {!plugin && <LoadingPlaceholder text="Loading" />}
          {plugin &&
            gridWidth > 0 &&
            dashboard.panels.map((panel, index) => (
              <PanelBox
                key={panel.title}
                panel={panel}
                plugin={plugin}
                width={Math.min(panel.width, gridWidth)}
                range={range}
                options={options}
                onOptionsChange={setOptions}
                onData={index === 0 ? setFrames : undefined}
              />
            ))}
        </div>
        {isEditing && plugin && <OptionsPane plugin={plugin} options={options} data={frames} onChange={setOptions} />}
      </div>
    </HostPluginPage>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  body: css({ display: 'flex', gap: theme.spacing(2) }),
  grid: css({
    flex: 1,
    minWidth: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    alignItems: 'flex-start',
  }),
});
