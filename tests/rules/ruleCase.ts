import type { RuleSource } from '../../agent/src/rules/index.ts';

export type Labels = Readonly<Record<string, string>>;

/** An alert that fires: its labels but for its name, and its description. */
export interface Fired {
  readonly labels: Labels;
  readonly says: string;
}

/** What one rule does with a history of series. */
export interface RuleCase {
  readonly name: string;
  /** Id of the rule; with `all`, the name of an alert whose rules are taken together. */
  readonly rule: string;
  readonly all?: true;
  /** Default: no settings. */
  readonly source?: RuleSource;
  /** Samples in promtool's notation, by series. */
  readonly series: Readonly<Record<string, string>>;
  /** Between two samples; default 1m. */
  readonly every?: string;
  /** Seconds between two evaluations; default 30, as the rules say. The factor of events goes with it. */
  readonly evaluated?: number;
  /** What fires when. */
  readonly checks: Readonly<Record<string, readonly Fired[]>>;
}

/** Labels that the scrape adds. */
export const SCRAPE = { namespace: 'prod', job: 'understudy-agent' } as const;
const SCRAPED = ` namespace=${SCRAPE.namespace} job=${SCRAPE.job}`;

/** `name{labels}` with the labels of the scrape, of agent `a` unless the labels say another. */
export function series(name: string, labels: Labels = {}): string {
  const all = { ...SCRAPE, instance: 'a', ...labels };
  const matchers = Object.entries(all).map(([label, value]) => `${label}="${value}"`);
  return `${name}{${matchers.join(', ')}}`;
}

/** Requests of a model, `gpt-4o` unless the labels say another. */
export function requests(route: string, outcome: string, labels: Labels = {}): string {
  return series('understudy_requests_total', { model: 'gpt-4o', route, outcome, ...labels });
}

/**
 * An alert about something of the usual scrape.
 * @param own labels that name what it is about, in the order in which the description does
 */
export function fired(severity: string, own: Labels, words: string, more: Labels = {}): Fired {
  const subject = Object.values(own).join(' ') || 'Agents';
  return { labels: { ...SCRAPE, severity, ...own, ...more }, says: `${subject}${SCRAPED}: ${words}` };
}
