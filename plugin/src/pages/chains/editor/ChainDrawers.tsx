import React from 'react';
import { chainRules } from '../behaviour/chainBehaviour.ts';
import { CompareDrawer } from '../conflict/CompareDrawer.tsx';
import { baseChain } from '../edit/editState.ts';
import { HistoryDrawer } from '../history/HistoryDrawer.tsx';
import { ChainPolicyDrawer } from '../policy/ChainPolicyDrawer.tsx';
import { ReviewDrawer } from '../review/ReviewDrawer.tsx';
import { blockedReason } from './blockedReason.ts';
import type { ChainSession } from './useChainSession.ts';

/** The drawer that is open over the editor, if any. */
export function ChainDrawers({ session }: { readonly session: ChainSession }) {
  switch (session.drawer.drawer) {
    case 'review':
      // The address may be older than the edits, as after a reload: then there is nothing to review.
      return session.editing.dirty && session.canEdit ? <Review session={session} /> : null;
    case 'compare':
      return session.editing.state.theirs === null ? null : <Compare session={session} />;
    case 'history':
      return <History session={session} />;
    case 'policy':
      return <OwnPolicy session={session} />;
    case null:
      return null;
  }
}

function Review({ session }: { readonly session: ChainSession }) {
  const { page, editing, saving, findings, drawer } = session;
  const { draft } = editing.state;
  return (
    <ReviewDrawer
      review={{
        before: baseChain(editing.state),
        after: draft.chain,
        touched: draft.touched,
        findings,
        revision: page.status.config.revision,
        agent: page.status.agent.instance,
      }}
      saving={saving.pending}
      failure={saving.failure}
      blocked={blockedReason(session)}
      onSave={(reason, thenTest) => void saving.save(reason, thenTest)}
      onClose={() => {
        saving.forget();
        drawer.close();
      }}
    />
  );
}

function Compare({ session: { editing, foreign, drawer } }: { readonly session: ChainSession }) {
  const { base, theirs, draft } = editing.state;
  const decide = (type: 'keepMine' | 'discardMine') => () => {
    editing.dispatch({ type });
    drawer.close();
  };
  return (
    <CompareDrawer
      chains={{
        base: base.chain,
        theirs: theirs?.chain ?? null,
        mine: draft.chain,
        touched: draft.touched,
      }}
      foreign={foreign}
      onKeepMine={decide('keepMine')}
      onDiscardMine={decide('discardMine')}
      onClose={drawer.close}
    />
  );
}

function OwnPolicy({ session: { page, editing, canEdit, rules, drawer } }: { readonly session: ChainSession }) {
  const { chain } = editing.state.draft;
  const { policy: _own, ...without } = chain;
  return (
    <ChainPolicyDrawer
      chain={chain}
      rules={rules}
      base={chainRules(page.policy, without, page.registry.get(page.model))}
      onEdit={canEdit ? (policy) => editing.edit({ type: 'policy', policy }) : undefined}
      onClose={drawer.close}
    />
  );
}

function History({ session: { page, editing, canEdit, drawer } }: { readonly session: ChainSession }) {
  return (
    <HistoryDrawer
      model={page.model}
      current={page.status.config.revision}
      onLoad={
        canEdit
          ? (chain) => {
              editing.edit({ type: 'replace', chain });
              drawer.close();
            }
          : undefined
      }
      onClose={drawer.close}
    />
  );
}
