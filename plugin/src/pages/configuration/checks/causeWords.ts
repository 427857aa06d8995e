import { t } from '@grafana/i18n';
import type { Cause } from './check.ts';
import type { CauseText } from './CauseText.ts';
import { connectionWords, type ConnectionFailure } from './connectionWords.ts';
import { prometheusWords, type PrometheusCause } from './prometheusWords.ts';
import { tokenWords, type TokenCause } from './tokenWords.ts';
import { versionWords, type VersionCause } from './versionWords.ts';

/** What stands between Grafana and an agent that can be reached, or keeps Grafana from asking it. */
type OtherCause = Exclude<Cause, ConnectionFailure | TokenCause | VersionCause | PrometheusCause>;

function beforeTheAgent(cause: OtherCause, host: string): CauseText {
  switch (cause.kind) {
    case 'no-address':
      return {
        short: t('cause.no-address-short', 'no address'),
        title: t('cause.no-address', 'The app does not know where the agent is'),
        remedy: t('cause.no-address-remedy', 'Enter the control address of the agent, such as'),
        code: 'http://checkout-agent:4101',
      };
    case 'app-disabled':
      return {
        short: t('cause.disabled-short', 'app not enabled'),
        title: t('cause.disabled', 'The app is not enabled'),
        remedy: t('cause.disabled-remedy', 'Enable it at the top of this page, then test again.'),
      };
    case 'offline':
      return {
        short: t('cause.offline-short', 'Grafana does not answer'),
        title: t('cause.offline', 'Grafana does not answer this browser'),
        remedy: t('cause.offline-remedy', 'Check the network, then test again.'),
      };
    case 'no-route':
      return {
        short: t('cause.no-route-short', 'no route'),
        title: t('cause.no-route', 'Grafana has no route to the agent'),
        remedy: t(
          'cause.no-route-remedy',
          'The app may have been upgraded or disabled meanwhile: load this page anew, then test again.',
        ),
      };
    case 'grafana':
      return {
        short: t('cause.grafana-short', 'Grafana refuses'),
        title: t('cause.grafana', 'Grafana did not pass the call on'),
        remedy: cause.message,
      };
    case 'other-server':
      return {
        short: t('cause.other-short', 'not an agent'),
        title: t('cause.other', 'Something else answers at {{- host}}', { host }),
        remedy: t(
          'cause.other-remedy',
          'It answered with status {{status}}, not as an agent does. The control plane listens on port 4101 unless told otherwise; port 4100 is for applications.',
          { status: cause.status },
        ),
      };
    case 'agent-says':
      return {
        short: t('cause.agent-short', 'refused'),
        title: t('cause.agent', 'The agent refuses the call'),
        remedy: [cause.detail, cause.fix].filter(Boolean).join('. '),
      };
  }
}

/** A cause in words; `host` is where the agent should be. */
export function causeWords(cause: Cause, host: string): CauseText {
  switch (cause.kind) {
    case 'refused':
    case 'unknown-name':
    case 'tls':
    case 'timeout':
    case 'no-connection':
      return connectionWords(cause, host);
    case 'token-unknown':
    case 'token-missing':
    case 'token-role':
      return tokenWords(cause);
    case 'agent-old':
    case 'agent-new':
    case 'agent-unreadable':
      return versionWords(cause);
    case 'prometheus':
    case 'no-series':
      return prometheusWords(cause, host);
    default:
      return beforeTheAgent(cause, host);
  }
}
