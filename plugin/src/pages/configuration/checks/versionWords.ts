import { t } from '@grafana/i18n';
import type { Cause } from './check.ts';
import type { CauseText } from './CauseText.ts';

/** How agent and app do not fit. */
export type VersionCause = Extract<Cause, { readonly kind: 'agent-old' | 'agent-new' | 'agent-unreadable' }>;

/** Which of the two is to be upgraded. */
export function versionWords(cause: VersionCause): CauseText {
  switch (cause.kind) {
    case 'agent-old':
      return {
        short: t('cause.old-short', '{{- agent}}, too old', { agent: cause.agent }),
        title: t('cause.old', 'The agent is too old for this app'),
        remedy: t('cause.old-remedy', 'It has version {{- agent}}. Upgrade it to the version of the app, {{- app}}.', {
          agent: cause.agent,
          app: cause.app,
        }),
      };
    case 'agent-new':
      return {
        short: t('cause.new-short', '{{- agent}}, too new', { agent: cause.agent }),
        title: t('cause.new', 'The agent is too new for this app'),
        remedy: t('cause.new-remedy', 'It has version {{- agent}}, the app {{- app}}. Upgrade the app.', {
          agent: cause.agent,
          app: cause.app,
        }),
      };
    case 'agent-unreadable':
      return {
        short: t('cause.unreadable-short', 'not understood'),
        title: t('cause.unreadable', 'The app does not understand the answers of the agent'),
        remedy: t('cause.unreadable-remedy', 'They may be builds of different days: upgrade both.'),
      };
  }
}
