import { useState } from 'react';
import type { Policy } from '@understudy/contract';
import { policyChanges, rebasePolicy, type PolicyChange } from './policyChanges.ts';
import { editPolicy, type PolicyEdit } from './policyEdit.ts';

/** A policy as it was read. */
export interface SavedPolicy {
  readonly policy: Policy;
  readonly etag: string | undefined;
}

interface Draft {
  readonly base: SavedPolicy;
  readonly policy: Policy;
}

/** The form's state: what was read, and what a person made of it. */
export interface PolicyDraft {
  /** What the form shows. */
  readonly policy: Policy;
  /** What the edits began with. */
  readonly base: SavedPolicy;
  readonly changes: readonly PolicyChange[];
  /** Somebody else saved another policy since the edits began. */
  readonly outdated: boolean;
  readonly edit: (edit: PolicyEdit) => void;
  readonly discard: () => void;
  /** Lays the edits over what somebody else saved. */
  readonly keepMine: () => void;
}

/** A draft that means what is saved is none. */
function unlessSame(draft: Draft): Draft | undefined {
  return policyChanges(draft.base.policy, draft.policy).length === 0 ? undefined : draft;
}

/** Edits of a policy. Without any the form follows `saved`; with some it keeps them, whatever is saved meanwhile. */
export function usePolicyDraft(saved: SavedPolicy): PolicyDraft {
  const [draft, setDraft] = useState<Draft | undefined>(undefined);
  const base = draft?.base ?? saved;

  return {
    policy: draft?.policy ?? saved.policy,
    base,
    changes: draft ? policyChanges(base.policy, draft.policy) : [],
    outdated: draft !== undefined && base.etag !== saved.etag,
    // On top of what the state is by then: several edits may come at once.
    edit: (edit) =>
      setDraft((now) =>
        unlessSame({ base: now?.base ?? saved, policy: editPolicy(now?.policy ?? saved.policy, edit) }),
      ),
    discard: () => setDraft(undefined),
    keepMine: () =>
      setDraft(
        (now) =>
          now &&
          unlessSame({ base: saved, policy: rebasePolicy(now.base.policy, now.policy, saved.policy, editPolicy) }),
      ),
  };
}
