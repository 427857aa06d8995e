import { join } from 'node:path';
import type { GrafanaLine } from '../grafanaLine.ts';

const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/grafana-host');

/** Where the bundled page of a Grafana lies. */
export function pageDistOf(grafana: GrafanaLine): string {
  return join(CACHE, grafana);
}
