import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { panelQuery } from '../../plugin/src/fallback-panel/panelQuery.ts';
import { SCOPE } from '../queries/scope.ts';
import { DEFAULTS } from '../parts/thresholds.ts';
import { tile, type Tile } from '../parts/tile.ts';

/** The app's own panel: model → fallback, rate, count and cost, worst first. */
export function fallbackPanel(width: number): Tile {
  const builder = new PanelBuilder().type('understudy-fallback-panel').options({
    thresholds: { ratePercent: DEFAULTS.fallbackRate * 100, costMultiplier: DEFAULTS.costMultiplier },
  });
  return tile(builder, {
    title: 'Fallbacks per model',
    description:
      'Which model fell back, to which one, how often and at what cost, highest rate first. A row opens the chain of its model: a high rate means that its primary fails, a high cost that its fallback is dear.',
    width,
    unit: 'none',
    noValue: 'No requests in this time range',
    queries: [{ expr: panelQuery(SCOPE), instant: true, format: 'table' }],
  });
}
