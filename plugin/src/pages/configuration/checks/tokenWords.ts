import { t } from '@grafana/i18n';
import type { Cause } from './check.ts';
import type { CauseText } from './CauseText.ts';

/** What is wrong with a token. */
export type TokenCause = Extract<Cause, { readonly kind: 'token-unknown' | 'token-missing' | 'token-role' }>;

function unknownToken(token: 'admin' | 'viewer'): CauseText {
  const short = t('cause.token-unknown-short', 'not known to the agent');
  if (token === 'viewer') {
    return {
      short,
      title: t('cause.viewer-unknown', 'The agent does not know the viewer token'),
      remedy: t(
        'cause.viewer-unknown-remedy',
        'It may have expired or been replaced. Paste a token of the agent with the role viewer, such as the value of its setting',
      ),
      code: 'UNDERSTUDY_VIEWER_TOKEN',
    };
  }
  return {
    short,
    title: t('cause.admin-unknown', 'The agent does not know the admin token'),
    remedy: t(
      'cause.admin-unknown-remedy',
      'It may have expired or been replaced. Paste a token of the agent with the role admin, such as the value of its setting',
    ),
    code: 'UNDERSTUDY_ADMIN_TOKEN',
  };
}

/** What is wrong with a token, and which one helps. */
export function tokenWords(cause: TokenCause): CauseText {
  switch (cause.kind) {
    case 'token-unknown':
      return unknownToken(cause.token);
    case 'token-missing':
      return {
        short: t('cause.token-missing-short', 'none set'),
        title: t('cause.token-missing', 'The agent asks for a token'),
        remedy: t(
          'cause.token-missing-remedy',
          'Paste a token of the agent with the role admin, such as the value of its setting',
        ),
        code: 'UNDERSTUDY_ADMIN_TOKEN',
      };
    case 'token-role':
      return {
        short: t('cause.token-role-short', 'lesser role'),
        title: t('cause.token-role', 'The admin token does not have the role admin'),
        remedy: t(
          'cause.token-role-remedy',
          'The agent knows it, with a lesser role: it may be the viewer token. Paste a token of the agent with the role admin, such as the value of its setting',
        ),
        code: 'UNDERSTUDY_ADMIN_TOKEN',
      };
  }
}
