import React from 'react';
import { t } from '@grafana/i18n';
import { Tooltip } from '@grafana/ui';
import { clock, exactTime, relativeTime } from '../../format/format.ts';
import { useAgentStatus } from '../../hooks/useAgentStatus.ts';
import { useFailure } from '../../hooks/useFailure.ts';
import { useNow } from '../../hooks/useNow.ts';
import { SkeletonBar } from '../Skeleton.tsx';
import { Facts } from './Facts.tsx';

/** Which agent this is, what it runs, and how old what is shown may be. */
export function AgentFacts() {
  const status = useAgentStatus();
  const failed = useFailure(status);
  const { data, dataUpdatedAt } = status;
  if (!data) return failed ? null : <SkeletonBar width={280} height={12} />;
  const { agent, config, store } = data.data;
  return (
    <Facts>
      {agent.instance}
      {t('scope.group', 'group {{- group}}', { group: agent.group })}
      {t('scope.revision', 'revision {{revision}}', { revision: config.revision })}
      {store.address !== null && t('scope.store', 'store {{- address}}', { address: store.address })}
      {failed ? (
        <Tooltip content={exactTime(dataUpdatedAt)}>
          <span>{t('scope.last-answer', 'last answer {{time}}', { time: clock(dataUpdatedAt, undefined, 's') })}</span>
        </Tooltip>
      ) : (
        <Updated at={dataUpdatedAt} />
      )}
    </Facts>
  );
}

function Updated({ at }: { readonly at: number }) {
  const now = useNow(1_000);
  return (
    <Tooltip content={exactTime(at)}>
      <span>{t('scope.updated', 'updated {{ago}}', { ago: relativeTime(at, Math.max(at, now)) })}</span>
    </Tooltip>
  );
}
