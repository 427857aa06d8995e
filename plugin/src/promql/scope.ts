import type { Match, TargetLabel } from './select.ts';

/** What every expression of a page is about. */
export interface PromScope {
  /** Matchers on the labels of the scrape: which agents. */
  readonly agents?: Readonly<Partial<Record<TargetLabel, Match>>>;
  /** Which requested models; absent = all. */
  readonly model?: Match;
}

/** Matchers of a family that has a `model` label. */
export function withModel({ agents, model }: PromScope): Readonly<Partial<Record<TargetLabel | 'model', Match>>> {
  return { ...agents, ...(model === undefined ? {} : { model }) };
}

/** Length of the window of a rate or an increase: a duration (`5m`) or one of Grafana's variables. */
export type Window = string;

/** Grafana's window that fits the resolution of a graph. */
export const RATE_INTERVAL: Window = '$__rate_interval';
/** The whole time range of the page. */
export const RANGE: Window = '$__range';
