import React from 'react';
import { t } from '@grafana/i18n';
import { exactTime } from '../../format/format.ts';
import { useAgentStatus } from '../../hooks/useAgentStatus.ts';
import { sentence } from '../sentence.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

/** The store that agents share cannot be reached: since when, why, and what that costs. Nothing while it is there. */
export function StoreAway() {
  const status = useAgentStatus().data?.data;
  if (!status || status.store.connected) return null;
  const { agent, config, store } = status;
  const { revision } = config;
  return (
    <ProblemAlert severity="warning" title={t('store.away', 'The shared store is away')}>
      {t('store.since', 'Redis at {{- address}} has been away since {{time}}.', {
        address: store.address,
        time: exactTime(store.since),
      })}{' '}
      {store.problem && sentence(store.problem)}{' '}
      {config.managed
        ? t(
            'store.managed',
            'The agent {{- agent}} serves on with revision {{revision}}; tokens cannot be created, and circuits are not shared.',
            { agent: agent.instance, revision },
          )
        : t(
            'store.serves',
            'The agent {{- agent}} serves on with revision {{revision}}; changes cannot be saved until it is back.',
            { agent: agent.instance, revision },
          )}
    </ProblemAlert>
  );
}
