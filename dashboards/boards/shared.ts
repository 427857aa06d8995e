import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard';
import { lines } from '../panels/lines.ts';
import { CIRCUIT, timeline } from '../panels/timeline.ts';
import { MODEL_OF_SERIES, toPage } from '../parts/links.ts';
import { DEFAULTS } from '../parts/thresholds.ts';
import type { PanelSpec, Tile } from '../parts/tile.ts';
import { circuitOfTarget } from '../queries/circuits.ts';
import { targetSuccess } from '../queries/providers.ts';

/** Circuits of all targets over time. */
export function circuitTimeline(width: number): Tile {
  return timeline({
    title: 'Circuits',
    description:
      'State of each target, the worst of all agents. Open: it failed too often and is skipped until its cooldown is over; half-open: one request tries it. Details and Reset are in the app.',
    width,
    queries: [{ expr: circuitOfTarget(), legend: '{{provider}} / {{upstream_model}}' }],
    unit: 'none',
    noValue: 'No circuits',
    mappings: [CIRCUIT],
    links: toPage('Models & providers', 'models'),
  });
}

/** Share of calls that targets answered. */
export function providerSuccess(width: number, links: readonly Builder<DashboardLink>[]): Tile {
  return lines({
    title: 'Success of targets',
    description:
      'Share of calls that each target answered; calls that clients cancelled or got wrong are left out. A drop here comes before fallbacks: look at the failures of that provider.',
    width,
    queries: [{ expr: targetSuccess(), legend: '{{provider}} / {{upstream_model}}' }],
    unit: 'percentunit',
    min: 0,
    max: 1,
    noValue: 'No calls',
    links,
  });
}

/** A fallback rate by model over time, on an axis on which the rates of all boards compare. */
export function fallbackRate(expr: string, said: Pick<PanelSpec, 'title' | 'description' | 'width'>): Tile {
  return lines({
    ...said,
    queries: [{ expr, legend: '{{model}}' }],
    unit: 'percentunit',
    min: 0,
    softMax: DEFAULTS.fallbackRate * 2,
    noValue: 'No requests',
    steps: ['green', [DEFAULTS.fallbackRate, 'orange']],
    links: MODEL_OF_SERIES,
  });
}
