import { lastValueFrom } from 'rxjs';
import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { PLUGIN_ID } from '../plugin.ts';
import { rememberSettings } from './savedSettings.ts';
import type { AppSecrets, AppSettings } from './settings.ts';

/** What Grafana is to store of the app. */
export interface SettingsUpdate {
  /** As it is: saving neither enables nor pins the app. */
  readonly enabled: boolean;
  readonly pinned: boolean;
  /** Replaces what was stored. */
  readonly jsonData: AppSettings;
  /** Only what is to change; an empty text removes a secret. */
  readonly secureJsonData: AppSecrets;
}

/**
 * Stores the settings of the app in this organisation.
 * @throws Error with Grafana's words where it refuses
 */
export async function saveSettings(update: SettingsUpdate): Promise<void> {
  try {
    await lastValueFrom(
      getBackendSrv().fetch({
        url: `/api/plugins/${PLUGIN_ID}/settings`,
        method: 'POST',
        data: update,
        showErrorAlert: false,
        showSuccessAlert: false,
      }),
    );
  } catch (error) {
    if (!isFetchError<{ readonly message?: string } | undefined>(error)) throw error;
    throw new Error(error.data?.message ?? `Grafana answered ${error.status}.`, { cause: error });
  }
  rememberSettings(update.jsonData);
}
