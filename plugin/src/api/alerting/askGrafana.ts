import { lastValueFrom } from 'rxjs';
import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { t } from '@grafana/i18n';
import { GrafanaError } from './GrafanaError.ts';

/** One call of Grafana's own API. */
export interface GrafanaCall {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function wordsOf(status: number, data: unknown): string {
  const said = typeof data === 'object' && data !== null && 'message' in data ? data.message : undefined;
  if (typeof said === 'string' && said !== '') return said;
  return t('alerts.grafana-status', 'Grafana answered {{- status}}.', { status });
}

/**
 * Asks Grafana with the rights of the signed-in person, without a toast.
 * @throws GrafanaError
 */
export async function askGrafana(url: string, { method = 'GET', headers, body }: GrafanaCall = {}): Promise<unknown> {
  try {
    const { data } = await lastValueFrom(
      getBackendSrv().fetch<unknown>({
        url,
        method,
        showErrorAlert: false,
        showSuccessAlert: false,
        ...(headers && { headers: { ...headers } }),
        ...(body !== undefined && { data: body }),
      }),
    );
    return data;
  } catch (error) {
    if (isFetchError<unknown>(error)) throw new GrafanaError(wordsOf(error.status, error.data), error.status);
    throw new GrafanaError(t('alerts.grafana-down', 'Grafana does not answer.'), 0);
  }
}
