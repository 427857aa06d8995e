/** The span of a query in seconds since the epoch, with its step. */
export interface QueryWindow {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };
const MOST_POINTS = 11_000;

/** Seconds of `15s`, `1m`; undefined = not a duration. */
export function secondsOf(text: string | undefined): number | undefined {
  const [, amount, unit] = /^(\d+(?:[.]\d+)?)(ms|s|m|h|d)$/.exec(text ?? '') ?? [];
  const factor = UNITS[unit ?? ''];
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}

/** A span aligned to its step, so that a refresh asks for the same points; at most what Prometheus answers. */
export function queryWindow(fromMs: number, toMs: number, wantedStep: number): QueryWindow {
  const span = (toMs - fromMs) / 1000;
  const step = Math.max(1, Math.ceil(wantedStep), Math.ceil(span / MOST_POINTS));
  const align = (ms: number): number => Math.floor(ms / 1000 / step) * step;
  return { start: align(fromMs), end: align(toMs), step };
}

/** Puts values for Grafana's own variables into an expression. */
export function interpolateWindow(expr: string, { start, end, step }: QueryWindow, scrapeInterval: number): string {
  const range = Math.max(1, Math.round(end - start));
  // As in Grafana: at least four scrapes, so that a rate always has two points.
  const rateInterval = Math.max(step + scrapeInterval, 4 * scrapeInterval);
  const values: Readonly<Record<string, string>> = {
    __rate_interval: `${rateInterval}s`,
    __rate_interval_ms: String(rateInterval * 1000),
    __interval: `${step}s`,
    __interval_ms: String(step * 1000),
    __range: `${range}s`,
    __range_s: String(range),
    __range_ms: String(range * 1000),
  };
  return expr.replace(/\$(__\w+)|\$\{(__\w+)\}/g, (whole, plain?: string, braced?: string) => {
    return values[plain ?? braced ?? ''] ?? whole;
  });
}
