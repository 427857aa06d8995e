import React from 'react';
import type { AgentStatus } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { exactTime } from '../../format/format.ts';
import { useAgentStatus } from '../../hooks/useAgentStatus.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

/** The store that agents share cannot be reached: since when, why, and what that costs. Nothing while it is there. */
export function StoreAway() {
  const status = useAgentStatus().data?.data;
  if (!status || status.store.connected) return null;
  const { store } = status;
  return (
    <ProblemAlert severity="warning" title={t('store.away', 'The shared store is away')}>
      {t('store.since', 'Redis at {{- address}} has been away since {{time}}: {{- problem}}.', {
        address: store.address,
        time: exactTime(store.since),
        problem: store.problem?.replace(/[.]$/, ''),
      })}{' '}
      {servesOn(status)}
    </ProblemAlert>
  );
}

/** What still works, and what does not. */
function servesOn({ agent: { instance: agent }, config: { managed, revision } }: AgentStatus): string {
  if (managed) {
    return t(
      'store.managed',
      'The agent {{- agent}} serves on with revision {{revision}}; tokens cannot be created, and circuits are not shared.',
      { agent, revision },
    );
  }
  // Nothing is known of the store: an agent that started without ever having reached it.
  if (revision === 0) {
    return t(
      'store.provisional',
      'The agent {{- agent}} serves with the file that it was started with; changes cannot be saved until the store is there.',
      { agent },
    );
  }
  return t(
    'store.serves',
    'The agent {{- agent}} serves on with revision {{revision}}; changes cannot be saved until the store is back.',
    { agent, revision },
  );
}
