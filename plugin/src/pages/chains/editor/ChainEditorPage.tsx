import React from 'react';
import { t } from '@grafana/i18n';
import type { UseQueryResult } from '@tanstack/react-query';
import type { AgentError } from '../../../api/AgentError.ts';
import { ActiveStepTag } from '../../../components/ActiveStepTag.tsx';
import { Page } from '../../../components/Page.tsx';
import { QueryState } from '../../../components/QueryState.tsx';
import { BASE_URL } from '../../../plugin.ts';
import { useChainPage, type ChainPageData } from '../data/useChainPage.ts';
import { ChainActions } from './ChainActions.tsx';
import { ChainEditor } from './ChainEditor.tsx';
import { ChainNotFound } from './ChainNotFound.tsx';
import { EditorSkeleton } from './EditorSkeleton.tsx';
import { RequestsToday } from './RequestsToday.tsx';
import { useChainSession } from './useChainSession.ts';

type Query = UseQueryResult<ChainPageData, AgentError>;

function parent() {
  return { text: t('chains.title', 'Chains'), url: `${BASE_URL}/chains` };
}

/** The chain of one model: what it does, and for editors how it is changed. */
export function ChainEditorPage({ model }: { readonly model: string }) {
  const query = useChainPage(model);
  if (query.data) return <Loaded key={model} query={query} page={query.data} />;
  return (
    <Page title={model} parent={parent()} scope="agent">
      <QueryState query={query} skeleton={<EditorSkeleton />}>
        {() => null}
      </QueryState>
    </Page>
  );
}

function Loaded({ query, page }: { readonly query: Query; readonly page: ChainPageData }) {
  const session = useChainSession(page);
  const { model, live, registry, snapshot } = page;
  // A model that was deleted while its chain is edited: the edits stay to be read.
  const found = registry.has(model) || snapshot.chain !== null || session.editing.dirty;
  if (!found) {
    return (
      <Page title={t('chains.title', 'Chains')} scope="agent">
        <ChainNotFound model={model} />
      </Page>
    );
  }
  return (
    <Page
      title={model}
      parent={parent()}
      badge={live && snapshot.chain?.enabled !== false && <ActiveStepTag step={live} />}
      subtitle={live && <RequestsToday model={model} today={live.today} />}
      actions={<ChainActions session={session} />}
      scope="agent"
    >
      <QueryState query={query} skeleton={<EditorSkeleton />}>
        {() => <ChainEditor session={session} />}
      </QueryState>
    </Page>
  );
}
