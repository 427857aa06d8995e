import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { Chain, EffectivePolicy } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { SPECIAL_LISTS, type SpecialList } from '../edit/chainEdit.ts';
import { isOff, listTitle, specialSummary } from '../texts/listWords.ts';
import { SpecialListBody, type SpecialListTools } from './SpecialListBody.tsx';

interface Props extends SpecialListTools {
  readonly chain: Chain;
  readonly rules: EffectivePolicy;
}

/** The lists that serve one trigger each, folded: most chains have none. */
export function SpecialLists({ chain, rules, ...tools }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.all}>
      {SPECIAL_LISTS.map((list) => (
        <Fold
          key={list}
          list={list}
          summary={specialSummary(chain, list, rules)}
          warned={tools.view.findings.steps[list].size > 0}
        >
          <SpecialListBody chain={chain} list={list} off={isOff(list, rules)} {...tools} />
        </Fold>
      ))}
    </div>
  );
}

interface FoldProps {
  readonly list: SpecialList;
  readonly summary: string;
  /** Something is wrong or risky about one of its steps. */
  readonly warned: boolean;
  readonly children: React.ReactNode;
}

function Fold({ list, summary, warned, children }: FoldProps) {
  const styles = useStyles2(getStyles);
  const [open, setOpen] = useState(false);
  const id = `chain-${list}`;
  return (
    <section className={styles.fold}>
      <h2 className={styles.head}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen((was) => !was)}
        >
          <Icon name={open ? 'angle-down' : 'angle-right'} aria-hidden />
          <span className={styles.words}>
            {listTitle(list)}
            {!open && (
              <span className={styles.summary}>
                {summary}
                {warned && (
                  <span className={styles.warned}>
                    <Icon name="exclamation-triangle" size="sm" title={t('chains.special.warned', 'With warnings')} />
                  </span>
                )}
              </span>
            )}
          </span>
        </button>
      </h2>
      <div id={id} hidden={!open} className={styles.body}>
        {open && children}
      </div>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  all: css({ borderTop: `1px solid ${theme.colors.border.weak}`, marginTop: theme.spacing(3) }),
  fold: css({ borderBottom: `1px solid ${theme.colors.border.weak}` }),
  head: css({ fontSize: theme.typography.body.fontSize, margin: 0 }),
  toggle: css({
    alignItems: 'center',
    background: 'none',
    border: 0,
    color: theme.colors.text.primary,
    display: 'flex',
    fontWeight: theme.typography.fontWeightRegular,
    gap: theme.spacing(1),
    minHeight: theme.spacing(5),
    padding: theme.spacing(1, 0.5),
    textAlign: 'left',
    width: '100%',
    '&:hover': { background: theme.colors.action.hover },
  }),
  words: css({ alignItems: 'baseline', columnGap: theme.spacing(1), display: 'flex', flexWrap: 'wrap', minWidth: 0 }),
  summary: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  warned: css({ color: theme.colors.warning.text, marginLeft: theme.spacing(1) }),
  body: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0, 2),
    '&[hidden]': { display: 'none' },
  }),
});
