import { locationUtil, type Field, type LinkModel } from '@grafana/data';
import { config } from '@grafana/runtime';
import type { FallbackRow } from './rows/index.ts';

const APP = 'understudy-fallback-app';

/** The data links that the panel's fields have for a row, each once. */
export function dataLinks({ origins }: FallbackRow): LinkModel<Field>[] {
  const seen = new Set<string>();
  return Object.values(origins).flatMap(({ field, index }) => {
    if (!field.getLinks || !field.config.links?.length) return [];
    return field.getLinks({ valueRowIndex: index }).filter(({ title, href }) => {
      const key = `${title} ${href}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  });
}

/** The app comes with this panel, but an organisation can have switched it off. */
export function hasApp(): boolean {
  // Newer Grafana versions leave the list out; the panel is then only there because the app is.
  const { apps } = config as { apps?: Readonly<Record<string, unknown>> };
  return !apps || Object.keys(apps).length === 0 || Object.hasOwn(apps, APP);
}

/** The address of a model's chain in the app, but for the model: that follows, percent-encoded. */
export function chainsUrl(): string {
  return `${locationUtil.assureBaseUrl(`/a/${APP}/chains`)}?model=`;
}
