import React, { useMemo } from 'react';
import { css, cx } from '@emotion/css';
import type { ChainList } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { ViewerLine } from '../../../components/ViewerLine.tsx';
import { useContentWidth } from '../../../hooks/useContentWidth.ts';
import { ChainPanel } from '../behaviour/ChainPanel.tsx';
import { COLUMNS_FROM } from '../card/cardShape.ts';
import { ConflictAlert } from '../conflict/ConflictAlert.tsx';
import { baseChain } from '../edit/editState.ts';
import { listDiff, type StepMark } from '../edit/listDiff.ts';
import { SpecialLists } from '../special/SpecialLists.tsx';
import { useAnnouncer } from '../steplist/useAnnouncer.tsx';
import { ChainDrawers } from './ChainDrawers.tsx';
import { ChainSteps } from './ChainSteps.tsx';
import { ChainSaveBar } from './ChainSaveBar.tsx';
import { GoneAlert } from './GoneAlert.tsx';
import { ManagedLine } from './ManagedLine.tsx';
import type { StepsView } from './stepsView.ts';
import type { ChainSession } from './useChainSession.ts';

type Marks = (list: ChainList, model: string) => StepMark | undefined;

/** What changed about each step since the chain was loaded. */
function useMarks({ editing: { state } }: ChainSession): Marks {
  return useMemo(() => {
    const [before, { chain: after, touched }] = [baseChain(state), state.draft];
    const marks = new Map<string, StepMark>();
    for (const list of ['fallbacks', 'contextWindowFallbacks', 'contentPolicyFallbacks'] as const) {
      for (const { model, mark } of listDiff(before[list] ?? [], after[list] ?? [], touched).after) {
        marks.set(`${list} ${model}`, mark);
      }
    }
    return (list, model) => marks.get(`${list} ${model}`);
  }, [state]);
}

/** The chain as cards, what it does beside them, and the footer that saves it. */
export function ChainEditor({ session }: { readonly session: ChainSession }) {
  const styles = useStyles2(getStyles);
  const { ref, width, shape } = useContentWidth();
  const { announce, region } = useAnnouncer();
  const markOf = useMarks(session);
  const { page, editing, canEdit, findings, rules, behaviour, foreign, drawer } = session;
  const { chain } = editing.state.draft;
  const view: StepsView = {
    primary: page.model,
    registry: page.registry,
    findings,
    look: {
      shape: width >= COLUMNS_FROM ? 'columns' : 'stacked',
      costThreshold: page.status.warnings.costMultiplier,
    },
    markOf,
    announce,
  };
  const onEdit = canEdit ? editing.edit : undefined;
  return (
    <div ref={ref} className={styles.editor}>
      {region}
      {/* Of its own, as alerts grow into the room that a column leaves. */}
      <div>
        {!page.registry.has(page.model) && <GoneAlert model={page.model} />}
        {editing.state.theirs && (
          <ConflictAlert
            foreign={foreign}
            removed={editing.state.theirs.chain === null}
            onCompare={() => drawer.open('compare')}
          />
        )}
      </div>
      <div className={cx(styles.columns, shape === 'wide' && styles.wide)}>
        <div className={styles.main}>
          <ChainSteps chain={chain} behaviour={behaviour} view={view} onEdit={onEdit} />
          <SpecialLists chain={chain} rules={rules} view={view} onEdit={onEdit} />
        </div>
        <ChainPanel
          behaviour={behaviour}
          enabled={chain.enabled ?? true}
          lastProven={page.live?.lastProven ?? null}
          onPolicy={() => drawer.open('policy')}
          onPreset={onEdit && ((preset) => onEdit({ type: 'preset', preset }))}
        />
      </div>
      <ManagedLine />
      <ViewerLine />
      <ChainSaveBar session={session} />
      <ChainDrawers session={session} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  editor: css({ display: 'flex', flex: 1, flexDirection: 'column', minWidth: 0 }),
  columns: css({
    alignItems: 'start',
    display: 'grid',
    gap: theme.spacing(3),
    gridTemplateColumns: 'minmax(0, 1fr)',
    paddingBottom: theme.spacing(3),
  }),
  wide: css({ gridTemplateColumns: 'minmax(0, 1fr) 320px' }),
  main: css({ minWidth: 0 }),
});
