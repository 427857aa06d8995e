import { join } from 'node:path';

/** Which Grafana the page is made of: the libraries that plugins are compiled against, or the newest ones. */
export type GrafanaLine = '12.4' | '13';

/** The version that a line says of itself. */
export const GRAFANA_VERSIONS: Readonly<Record<GrafanaLine, string>> = { '12.4': '12.4.2', '13': '13.2.2' };

/** @throws Error where the text names no line */
export function grafanaLine(text: string): GrafanaLine {
  if (text === '12.4' || text === '13') return text;
  throw new Error(`Grafana is 12.4 or 13 here, not ${text}`);
}

const ROOT = join(import.meta.dirname, '../..');

/** The folder whose `node_modules` hold the libraries of a Grafana: the repository itself for the older one. */
export function librariesOf(grafana: GrafanaLine): string {
  return grafana === '12.4' ? ROOT : join(import.meta.dirname, 'g13');
}
