import React from 'react';
import { getModel } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { QueryState } from '../../../components/QueryState.tsx';
import { SideDrawer } from '../../../components/SideDrawer.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useAgentQuery } from '../../../hooks/useAgentQuery.ts';
import { ModelFields } from './ModelFields.tsx';

interface Props {
  /** Empty = a new model. */
  readonly id: string;
  readonly onClose: () => void;
}

function Existing({ id, onClose }: Props) {
  const query = useAgentQuery(getModel, { target: id }, { refetchMs: false });
  return (
    <QueryState query={query} skeleton={<Skeleton rows={8} />}>
      {({ data, etag }) => <ModelFields model={data} etag={etag} onClose={onClose} />}
    </QueryState>
  );
}

/** A model to edit, or a new one. */
export function ModelDrawer({ id, onClose }: Props) {
  return (
    <SideDrawer
      title={id === '' ? t('models.form.new', 'Add model') : id}
      subtitle={t('models.form.subtitle', 'What is left empty is unknown, and shown as that.')}
      onClose={onClose}
    >
      {id === '' ? (
        <ModelFields model={undefined} etag={undefined} onClose={onClose} />
      ) : (
        <Existing id={id} onClose={onClose} />
      )}
    </SideDrawer>
  );
}
