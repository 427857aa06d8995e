import React from 'react';
import { getProvider } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { QueryState } from '../../../components/QueryState.tsx';
import { SideDrawer } from '../../../components/SideDrawer.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';
import { ProviderFields } from './ProviderFields.tsx';

interface Props {
  /** Empty = a new provider. */
  readonly id: string;
  readonly onClose: () => void;
}

function Existing({ id, onClose }: Props) {
  const query = useAgentQuery(getProvider, { target: id }, { refetchMs: false });
  return (
    <QueryState query={query} skeleton={<Skeleton rows={6} />}>
      {({ data, etag }) => <ProviderFields provider={data} etag={etag} onClose={onClose} />}
    </QueryState>
  );
}

/** A provider to edit, or a new one. */
export function ProviderDrawer({ id, onClose }: Props) {
  return (
    <SideDrawer
      title={id === '' ? t('models.add-provider', 'Add provider') : id}
      subtitle={t('models.provider.subtitle', 'Keys are write-only: no page ever shows one.')}
      onClose={onClose}
    >
      {id === '' ? (
        <ProviderFields provider={undefined} etag={undefined} onClose={onClose} />
      ) : (
        <Existing id={id} onClose={onClose} />
      )}
    </SideDrawer>
  );
}
