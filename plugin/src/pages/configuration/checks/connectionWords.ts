import { t } from '@grafana/i18n';
import type { AgentFailure } from './agentFailure.ts';
import type { CauseText } from './CauseText.ts';

/** Failures on the way from the Grafana server to the agent. */
export type ConnectionFailure = Extract<
  AgentFailure,
  { readonly kind: 'refused' | 'unknown-name' | 'tls' | 'timeout' | 'no-connection' }
>;

/** How the agent listens where others can reach it. */
const LISTEN = '--control 0.0.0.0:4101';

/** Why there is no connection, and what to do about it. */
export function connectionWords({ kind, said }: ConnectionFailure, host: string): CauseText {
  switch (kind) {
    case 'refused':
      return {
        short: t('cause.refused-short', 'connection refused'),
        title: t('cause.refused', 'Nothing listens at {{- host}}', { host }),
        remedy: t(
          'cause.refused-remedy',
          'The Grafana server resolved the name but the connection was refused. The agent listens on 127.0.0.1 unless told otherwise: start it with tokens set and',
        ),
        code: LISTEN,
      };
    case 'unknown-name':
      return {
        short: t('cause.name-short', 'name not found'),
        title: t('cause.name', 'The Grafana server does not know the name {{- host}}', { host }),
        remedy: t('cause.name-remedy', 'Use a name or an address that is known where the Grafana server runs.'),
      };
    case 'tls':
      return {
        short: t('cause.tls-short', 'certificate not trusted'),
        title: t('cause.tls', 'The certificate of {{- host}} is not trusted', { host }),
        remedy: t(
          'cause.tls-remedy',
          'Let the Grafana server trust the authority that signed it, or use http within a private network.',
        ),
      };
    case 'timeout':
      return {
        short: t('cause.timeout-short', 'no answer in time'),
        title: t('cause.timeout', '{{- host}} does not answer in time', { host }),
        remedy: t(
          'cause.timeout-remedy',
          'A firewall or a network policy may stand between the Grafana server and the agent.',
        ),
      };
    case 'no-connection':
      return {
        short: t('cause.no-connection-short', 'no connection'),
        title: t('cause.no-connection', 'The Grafana server cannot connect to {{- host}}', { host }),
        remedy: [
          said ??
            t(
              'cause.no-connection-causes',
              'The name is not known there, nothing listens at the address, or the certificate is not trusted: the server has the reason in its log, as “Proxy request failed”.',
            ),
          t(
            'cause.no-connection-remedy',
            'The agent listens on 127.0.0.1 unless told otherwise: start it with tokens set and',
          ),
        ].join(' '),
        code: LISTEN,
      };
  }
}
