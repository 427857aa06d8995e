import React from 'react';
import { css } from '@emotion/css';
import { CHAIN_LISTS, type Chain, type ChainList } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { chainChanges, type ChainChange } from '../edit/chainChanges.ts';
import { listDiff } from '../edit/listDiff.ts';
import { listTitle } from '../texts/listWords.ts';
import { changeWords } from '../texts/changeWords.ts';
import { ListComparison } from './ListComparison.tsx';

interface Props {
  readonly before: Chain;
  readonly after: Chain;
  /** Steps that were dragged. */
  readonly touched?: readonly string[];
  /** Heads of the two sides. */
  readonly beforeTitle: string;
  readonly afterTitle: string;
}

/** A special list is compared step by step where it is there on both sides; else the change is said in words. */
function comparedLists(before: Chain, after: Chain, changes: readonly ChainChange[]): ChainList[] {
  const changed = new Set(
    changes.flatMap((change) => ('list' in change && change.kind !== 'list' ? [change.list] : [])),
  );
  return CHAIN_LISTS.filter((list) => list === 'fallbacks' || changed.has(list));
}

/** Everything that differs between two chains: lists side by side, the rest in sentences. */
export function ChainComparison({ before, after, touched = [], beforeTitle, afterTitle }: Props) {
  const styles = useStyles2(getStyles);
  const changes = chainChanges(before, after, touched);
  const said = changes.filter(({ kind }) => kind !== 'added' && kind !== 'moved' && kind !== 'removed');
  return (
    <div className={styles.all}>
      {comparedLists(before, after, changes).map((list) => (
        <div key={list}>
          {list !== 'fallbacks' && <h4 className={styles.head}>{listTitle(list)}</h4>}
          <ListComparison
            diff={listDiff(before[list] ?? [], after[list] ?? [], touched)}
            before={beforeTitle}
            after={afterTitle}
          />
        </div>
      ))}
      {said.length > 0 && (
        <ul className={styles.said}>
          {said.map((change) => (
            <li key={'list' in change ? change.list : change.kind}>{changeWords(change)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  all: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  head: css({
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    margin: theme.spacing(0, 0, 0.75),
  }),
  said: css({ display: 'grid', gap: theme.spacing(0.5), listStyle: 'none' }),
});
