import React from 'react';
import { css } from '@emotion/css';
import type { Chain } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { chainChanges } from '../edit/chainChanges.ts';
import { changeWords } from '../texts/changeWords.ts';

interface Props {
  readonly title: string;
  readonly chain: Chain;
  /** What the chain is compared with; absent = it is what the others are compared with. */
  readonly base?: Chain;
  /** Steps that were dragged. */
  readonly touched?: readonly string[];
  /** There is no such chain. */
  readonly missing?: boolean;
}

function What({ chain, missing }: Pick<Props, 'chain' | 'missing'>) {
  const styles = useStyles2(getStyles);
  if (missing) return <span className={styles.quiet}>{t('chains.compare.no-chain', 'no chain')}</span>;
  if (chain.fallbacks.length === 0) {
    return <span className={styles.quiet}>{t('chains.review.empty', 'no fallback')}</span>;
  }
  return (
    <ol className={styles.list}>
      {chain.fallbacks.map((model) => (
        <li key={model}>{model}</li>
      ))}
    </ol>
  );
}

/** One of the chains that are compared: its steps, and what it changed in words. */
export function ChainColumn({ title, chain, base, touched = [], missing = false }: Props) {
  const styles = useStyles2(getStyles);
  const changes = base ? chainChanges(base, chain, touched) : [];
  return (
    <section className={styles.column} aria-label={title}>
      <h4 className={styles.head}>{title}</h4>
      <What chain={chain} missing={missing} />
      {base && (
        <ul className={styles.changes}>
          {changes.length === 0 && <li>{t('chains.compare.same', 'No change.')}</li>}
          {changes.map((change) => (
            <li key={changeWords(change)}>{changeWords(change)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    minWidth: 0,
    overflowWrap: 'anywhere',
    padding: theme.spacing(1.5),
  }),
  head: css({
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    margin: theme.spacing(0, 0, 0.75),
  }),
  list: css({ paddingLeft: theme.spacing(2.5), '& > li': { padding: theme.spacing(0.25, 0.75) } }),
  changes: css({
    borderTop: `1px solid ${theme.colors.border.weak}`,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    listStyle: 'none',
    marginTop: theme.spacing(1),
    paddingTop: theme.spacing(1),
  }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
