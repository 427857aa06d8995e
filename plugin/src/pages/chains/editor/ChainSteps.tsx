import React from 'react';
import { css } from '@emotion/css';
import type { Chain } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { hopWords } from '../behaviour/behaviourWords.ts';
import type { ChainBehaviour } from '../behaviour/chainBehaviour.ts';
import { StepCard } from '../card/StepCard.tsx';
import type { ChainEdit } from '../edit/chainEdit.ts';
import { stepFacts } from '../steps/stepFacts.ts';
import { StepsHeader } from './StepsHeader.tsx';
import { StepsList } from './StepsList.tsx';
import type { StepsView } from './stepsView.ts';

interface Props {
  readonly chain: Chain;
  readonly behaviour: ChainBehaviour;
  readonly view: StepsView;
  /** Absent = this person may only look. */
  readonly onEdit: ((edit: ChainEdit) => void) | undefined;
}

function hopLine({ chain, behaviour, onEdit }: Pick<Props, 'chain' | 'behaviour' | 'onEdit'>): string {
  const { model } = chain;
  if (chain.enabled === false) return t('chains.hop.off', 'the chain is off: {{- model}} is called alone', { model });
  if (chain.fallbacks.length > 0) return hopWords(model, behaviour);
  return onEdit
    ? t('chains.hop.empty', '{{- model}} has no fallback yet: add the first one', { model })
    : t('chains.hop.none', '{{- model}} has no fallback: it is called alone', { model });
}

/** The primary, how it is left, and the fallbacks in their order. */
export function ChainSteps({ chain, behaviour, view, onEdit }: Props) {
  const styles = useStyles2(getStyles);
  const { primary, registry, findings, look } = view;
  return (
    <>
      {look.shape === 'columns' && <StepsHeader />}
      <StepCard facts={stepFacts(primary, primary, registry)} number={0} look={look} findings={findings.chain} />
      <div className={styles.hop}>
        <Icon name="arrow-down" size="sm" aria-hidden />
        {hopLine({ chain, behaviour, onEdit })}
      </div>
      <StepsList list="fallbacks" models={chain.fallbacks} view={view} onEdit={onEdit} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  hop: css({
    alignItems: 'center',
    color: theme.colors.text.secondary,
    display: 'flex',
    fontSize: theme.typography.bodySmall.fontSize,
    gap: theme.spacing(1),
    overflowWrap: 'anywhere',
    padding: theme.spacing(1, 2),
  }),
});
