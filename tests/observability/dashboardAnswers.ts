import { dashboardExpressions, withoutVariables } from '../../dashboards/expressions.ts';
import type { PrometheusProcess } from '../kit/prometheusProcess.ts';

/** What Prometheus answers to one expression of a dashboard. */
export interface DashboardAnswer {
  /** Dashboard, panel and query, and the expression as it was sent. */
  readonly what: string;
  readonly expr: string;
  /** What Prometheus says of an expression that it cannot evaluate. */
  readonly error: string | null;
  /** How many of the values are numbers. */
  readonly finite: number;
  /** The others, each once. */
  readonly notFinite: readonly number[];
}

/** Seconds since the epoch. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** At the tests' scrape interval of one second. */
const RATE_INTERVAL = '30s';
const STEP_SECONDS = 2;

async function valuesOf(prometheus: PrometheusProcess, expr: string, instant: boolean, span: Span): Promise<number[]> {
  if (instant) return (await prometheus.query(expr, span.end)).map(({ value }) => value);
  const series = await prometheus.range(expr, span.start, span.end, STEP_SECONDS);
  return series.flatMap(({ values }) => values.map(([, value]) => value));
}

/** Asks every question of every dashboard as Grafana would, everything selected, over the given span. */
export async function answersOf(prometheus: PrometheusProcess, span: Span): Promise<DashboardAnswer[]> {
  const range = `${Math.ceil(span.end - span.start)}s`;
  const answers: DashboardAnswer[] = [];
  for (const { dashboard, name, refId, expr: template, instant } of dashboardExpressions()) {
    const expr = withoutVariables(template, { rateInterval: RATE_INTERVAL, range });
    const base = { what: `${dashboard}: ${name} (${refId})`, expr };
    try {
      const values = await valuesOf(prometheus, expr, instant, span);
      const notFinite = [...new Set(values.filter((value) => !Number.isFinite(value)))];
      answers.push({ ...base, error: null, finite: values.filter(Number.isFinite).length, notFinite });
    } catch (error) {
      answers.push({ ...base, error: String(error), finite: 0, notFinite: [] });
    }
  }
  return answers;
}
