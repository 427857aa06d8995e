import { t } from '@grafana/i18n';
import type { AgentErrorKind } from './AgentError.ts';

/** What a failure is called where the agent says nothing of its own. */
export function failureWords(kind: AgentErrorKind): string {
  switch (kind) {
    case 'unreachable':
      return t('failure.unreachable', 'The agent does not answer.');
    case 'unconfigured':
      return t('failure.unconfigured', 'No agent is connected.');
    case 'unauthorized':
      return t('failure.unauthorized', 'The agent refuses the token of this app.');
    case 'forbidden':
      return t('failure.forbidden', 'Your role does not allow this.');
    case 'conflict':
      return t('failure.conflict', 'Somebody saved a newer revision meanwhile.');
    case 'refused':
      return t('failure.refused', 'The agent refuses the input.');
    case 'managed':
      return t('failure.managed', 'A file is in charge of this agent: changes are made there.');
    case 'store':
      return t('failure.store', 'The shared store cannot be reached.');
    case 'limited':
      return t('failure.limited', 'Too many requests for now.');
    case 'missing':
      return t('failure.missing', 'There is no such thing.');
    case 'incompatible':
      return t('failure.incompatible', 'The agent answered in a form that this app does not know.');
    case 'failed':
      return t('failure.failed', 'The agent failed.');
  }
}
