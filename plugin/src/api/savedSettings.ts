import type { AppSettings } from './settings.ts';

/** Grafana gives the app the settings of the time it was loaded; what was saved since is here, for the same visit. */
let saved: AppSettings | undefined;

/** Remembers what Configuration has just stored; undefined = nothing yet. */
export function rememberSettings(settings: AppSettings | undefined): void {
  saved = settings;
}

/** The settings in force: those just saved, else those that the app was loaded with. */
export function currentSettings(loaded: AppSettings | undefined): AppSettings {
  return saved ?? loaded ?? {};
}
