import React from 'react';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import { listChains } from '@understudy/contract';
import { Page } from '../../../components/Page.tsx';
import { QueryState } from '../../../components/QueryState.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { ViewerLine } from '../../../components/ViewerLine.tsx';
import { ianaTimeZone } from '../../../hooks/timeZone.ts';
import { useAllItems } from '../../../hooks/useAllItems.ts';
import { useReadOnly } from '../../../hooks/useReadOnly.ts';
import { useParam } from '../data/useParam.ts';
import { ManagedLine } from '../editor/ManagedLine.tsx';
import { AddChain } from './AddChain.tsx';
import { ChainListContent } from './ChainListContent.tsx';
import { useChainListQuery } from './useChainListQuery.ts';

/** All chains, each on one line. */
export function ChainListPage() {
  const [query, change] = useChainListQuery();
  const { provider, upstreamModel } = query;
  const chains = useAllItems(listChains, {
    tz: ianaTimeZone(),
    ...(provider === undefined ? {} : { provider }),
    ...(upstreamModel === undefined ? {} : { upstreamModel }),
  });
  const readOnly = useReadOnly();
  const [adding, setAdding] = useParam('add');
  return (
    <Page
      title={t('chains.title', 'Chains')}
      scope="agent"
      actions={
        readOnly === undefined && (
          <Button icon="plus" onClick={() => setAdding('chain')}>
            {t('chains.add-chain', 'Add chain')}
          </Button>
        )
      }
    >
      {adding !== null && readOnly === undefined && <AddChain onClose={() => setAdding(null)} />}
      <QueryState query={chains} skeleton={<Skeleton rows={10} rowHeight={44} />}>
        {({ items, counts }) => (
          <ChainListContent
            chains={items}
            counts={counts}
            query={query}
            onChange={change}
            canAdd={readOnly === undefined}
          />
        )}
      </QueryState>
      <ManagedLine />
      <ViewerLine />
    </Page>
  );
}
