import React, { useState } from 'react';
import { css } from '@emotion/css';
import { listChains } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { SaveBar } from '../../components/SaveBar.tsx';
import { ViewerLine } from '../../components/ViewerLine.tsx';
import { useAllItems } from '../../hooks/useAllItems.ts';
import { useContentWidth } from '../../hooks/useContentWidth.ts';
import { useReadOnly } from '../../hooks/useReadOnly.ts';
import { useUnsavedGuard } from '../../hooks/useUnsavedGuard.ts';
import { PolicyConflict } from './PolicyConflict.tsx';
import { PolicyForm } from './PolicyForm.tsx';
import { PolicyReview } from './PolicyReview.tsx';
import { usedBy } from './usedBy.ts';
import { usePolicyDraft, type SavedPolicy } from './usePolicyDraft.ts';
import { useSavePolicy } from './useSavePolicy.ts';

/** The form with its footer: edits are kept here until they are saved. */
export function PolicyEditor({ saved }: { readonly saved: SavedPolicy }) {
  const styles = useStyles2(getStyles);
  const draft = usePolicyDraft(saved);
  const { ref, shape } = useContentWidth();
  const readOnly = useReadOnly() !== undefined;
  const [reviewing, setReviewing] = useState(false);
  const save = useSavePolicy(draft);
  const chains = useAllItems(listChains).data?.items ?? [];
  useUnsavedGuard(draft.changes.length > 0);
  return (
    <div ref={ref} className={styles.editor}>
      {draft.outdated && <PolicyConflict draft={draft} theirs={saved} />}
      <PolicyForm draft={draft} narrow={shape === 'narrow'} {...(!readOnly && { onEdit: draft.edit })} />
      <ViewerLine />
      <SaveBar
        changes={draft.changes.length}
        warnings={0}
        onDiscard={draft.discard}
        onReview={() => setReviewing(true)}
      />
      {reviewing && draft.changes.length > 0 && !draft.outdated && (
        <PolicyReview
          draft={draft}
          usedBy={usedBy(chains)}
          saving={save.isPending}
          failure={save.error ?? undefined}
          onSave={(reason) =>
            save.mutate(reason, {
              onSuccess: () => setReviewing(false),
              // A conflict is settled on the page, before there is anything to review again.
              onError: (error) => setReviewing(error.kind !== 'conflict'),
            })
          }
          onClose={() => setReviewing(false)}
        />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  editor: css({ display: 'flex', flex: 1, flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
});
