import { initPluginTranslations } from '@grafana/i18n';
import { PLUGIN_ID } from '../plugin.ts';

/** Makes `t` and `Trans` ready. Grafana itself loads `locales/<language>/understudy-fallback-app.json`. */
export async function initTexts(): Promise<void> {
  await initPluginTranslations(PLUGIN_ID);
}
