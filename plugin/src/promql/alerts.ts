import { matcher } from './select.ts';

/** Alerts of these names that are pending or firing, by their labels and `alertstate`. */
export function activeAlerts(names: readonly string[]): string {
  return `ALERTS{${matcher('alertname', { oneOf: [...new Set(names)] })}}`;
}

/** How many series each of these recorded names has now. */
export function recordedSeries(names: readonly string[]): string {
  return `count by (__name__) ({${matcher('__name__', { oneOf: [...new Set(names)] })}})`;
}
