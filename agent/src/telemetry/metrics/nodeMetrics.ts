import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';

/** Milliseconds between samples of the event loop: finer ones cost CPU all the time. */
const LAG_RESOLUTION_MS = 50;
/** prom-client has no switch for its own monitor, whose gauges are not shown; an hour between samples costs nothing. */
const UNUSED_MONITOR_MS = 3_600_000;

/**
 * Default metrics that are left out: gauges with names that end in `_total`, which promtool's lint refuses, their parts,
 * which walk every handle of the process, and the event loop lag, which measures the scrape itself.
 */
function isLeftOut(name: string): boolean {
  return name.startsWith('nodejs_active_') || name.startsWith('nodejs_eventloop_lag');
}

/**
 * Registers metrics of the process and of Node.
 * @returns ends the sampling of the event loop
 */
export function registerNodeMetrics(registry: Registry): () => void {
  const all = new Registry();
  collectDefaultMetrics({ register: all, eventLoopMonitoringPrecision: UNUSED_MONITOR_MS });
  for (const { name } of all.getMetricsAsArray()) {
    const metric = all.getSingleMetric(name);
    if (metric !== undefined && !isLeftOut(name)) registry.registerMetric(metric);
  }
  const delay = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  delay.enable();
  new Gauge({
    name: 'nodejs_eventloop_lag_p99_seconds',
    help: 'The 99th percentile of event loop lag since the last scrape.',
    registers: [registry],
    collect() {
      // The histogram holds the time between two samples, the resolution included.
      const late = delay.percentile(99) / 1e9 - LAG_RESOLUTION_MS / 1_000;
      this.set(Number.isFinite(late) ? Math.max(0, late) : 0);
      delay.reset();
    },
  });
  return () => void delay.disable();
}
