import type { Board } from './parts/board.ts';
import { agentsBoard } from './boards/agents.ts';
import { costBoard } from './boards/cost.ts';
import { model } from './boards/model/model.ts';
import { overview } from './boards/overview.ts';
import { providersBoard } from './boards/providers.ts';
import { sloBoard } from './boards/slo.ts';

/** Every dashboard by the name of its file in provisioning/grafana/dashboards. */
export function buildDashboards(): ReadonlyMap<string, Board> {
  const all = [overview(), model(), providersBoard(), costBoard(), sloBoard(), agentsBoard()];
  return new Map(all.map((dashboard) => [`${dashboard.uid}.json`, dashboard]));
}
