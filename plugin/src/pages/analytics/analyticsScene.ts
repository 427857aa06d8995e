import {
  EmbeddedScene,
  SceneCSSGridLayout,
  SceneReactObject,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  type SceneObject,
} from '@grafana/scenes';
import type { PromScope } from '../../promql/scope.ts';
import { analyticsPanels } from './analyticsPanels.ts';
import { panelOf } from './panelOf.ts';
import { TopClients } from './TopClients.tsx';

interface Options {
  /** UID of the Prometheus data source. */
  readonly uid: string;
  readonly scope: PromScope;
  /** Rate above which a model is worth a warning. */
  readonly threshold: number;
}

/** The page's panels with the pickers that rule them. */
export interface AnalyticsScene {
  readonly scene: EmbeddedScene;
  readonly timeRange: SceneTimeRange;
  readonly timePicker: SceneTimePicker;
  readonly refreshPicker: SceneRefreshPicker;
}

const DEFAULT_RANGE = 'now-24h';
/** An hour of rates over a month is not news every few seconds. */
const INTERVALS = ['30s', '1m', '5m', '15m'];

/** Two columns, two to one; one column where there is no room. */
export function analyticsScene({ uid, scope, threshold }: Options): AnalyticsScene {
  const timeRange = new SceneTimeRange({ from: DEFAULT_RANGE, to: 'now' });
  const timePicker = new SceneTimePicker({});
  // Without a text its button has no name.
  const refreshPicker = new SceneRefreshPicker({ refresh: '1m', intervals: INTERVALS, withText: true });
  const children = analyticsPanels(scope, threshold).flatMap(([left, right]): SceneObject[] => [
    panelOf(left, uid),
    right === 'clients' ? new SceneReactObject({ component: TopClients }) : panelOf(right, uid),
  ]);
  const scene = new EmbeddedScene({
    $timeRange: timeRange,
    // In the scene, where they find its time range; the page draws them beside its title.
    controls: [timePicker, refreshPicker],
    body: new SceneCSSGridLayout({
      templateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
      autoRows: '280px',
      columnGap: 1,
      rowGap: 1,
      md: { templateColumns: 'minmax(0, 1fr)', columnGap: 1, rowGap: 1 },
      children,
    }),
  });
  return { scene, timeRange, timePicker, refreshPicker };
}
