import { effectiveAlerts } from '@understudy/contract';
import { ThresholdsConfigBuilder, ThresholdsMode, type Threshold } from '@grafana/grafana-foundation-sdk/dashboard';

/** What the configuration document compares with where it says nothing itself; dashboards cannot read a document. */
export const DEFAULTS = effectiveAlerts({}).thresholds;

/** Names of Grafana's colours, which fit dark and light. */
export type Colour = 'blue' | 'green' | 'orange' | 'red' | 'text' | 'yellow';

/** From a value on, a colour; the first one holds below all others. */
export type Steps = readonly [first: Colour, ...others: readonly (readonly [from: number, colour: Colour])[]];

/** Says nothing by its colour. */
export const PLAIN: Steps = ['text'];

/** The steps as Grafana has them. */
export function thresholdsOf([first, ...others]: Steps): ThresholdsConfigBuilder {
  const steps: Threshold[] = [{ value: null, color: first }, ...others.map(([value, color]) => ({ value, color }))];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}
