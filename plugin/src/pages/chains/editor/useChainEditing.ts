import { useEffect, useMemo, useReducer } from 'react';
import type { ChainChange } from '../edit/chainChanges.ts';
import type { ChainEdit } from '../edit/chainEdit.ts';
import type { ChainSnapshot } from '../edit/chainSnapshot.ts';
import {
  cleanState,
  editReducer,
  isDirty,
  unsavedChanges,
  type EditAction,
  type EditState,
} from '../edit/editState.ts';

/** The edits of a chain, and what can be done with them. */
export interface ChainEditing {
  readonly state: EditState;
  readonly dirty: boolean;
  readonly changes: readonly ChainChange[];
  readonly edit: (edit: ChainEdit) => void;
  readonly dispatch: (action: EditAction) => void;
}

/** Edits over `loaded`; whatever the agent holds later is taken, or kept beside the edits while there are any. */
export function useChainEditing(model: string, loaded: ChainSnapshot): ChainEditing {
  const [state, dispatch] = useReducer(editReducer, cleanState(model, loaded));
  const { etag } = loaded;
  useEffect(() => {
    dispatch({ type: 'seen', snapshot: loaded });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the same ETag is the same chain, whatever object holds it
  }, [etag]);
  const changes = useMemo(() => unsavedChanges(state), [state]);
  return { state, dirty: isDirty(state), changes, edit: (edit) => dispatch({ type: 'edit', edit }), dispatch };
}
