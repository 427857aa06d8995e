import { t } from '@grafana/i18n';
import type { AgentError } from '../../api/AgentError.ts';
import { hostOf } from '../../api/hostOf.ts';

/** Why the agent does not answer, as far as the browser can know: Grafana's proxy tells the status and no more. */
export function downCause({ status, problem }: AgentError, agentUrl: string | undefined): string {
  const host = agentUrl ? hostOf(agentUrl) : t('state.its-address', 'its address');
  if (problem) return problem.detail.replace(/[.]$/, '');
  if (status === 0) return t('state.no-grafana', 'Grafana itself does not answer this browser');
  if (status === 504) return t('state.no-answer', 'No answer in time from {{- host}}', { host });
  return t('state.no-connection', 'Grafana could not connect to {{- host}}', { host });
}
