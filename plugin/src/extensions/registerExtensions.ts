import type { AppPlugin } from '@grafana/data';
import type { AppSettings } from '../api/settings.ts';

/** Adds the app's links and components to other pages of Grafana. */
export function registerExtensions(plugin: AppPlugin<AppSettings>): AppPlugin<AppSettings> {
  return plugin;
}
