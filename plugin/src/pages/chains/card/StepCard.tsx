import React, { type ReactNode } from 'react';
import { cx } from '@emotion/css';
import type { Finding } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Badge, Icon, Tooltip, useStyles2 } from '@grafana/ui';
import { DASH, tokens } from '../../../format/format.ts';
import type { StepMark } from '../edit/listDiff.ts';
import type { StepFacts } from '../steps/stepFacts.ts';
import { Capabilities } from './Capabilities.tsx';
import type { CardShape } from './cardShape.ts';
import { FindingLine } from './FindingLine.tsx';
import { HealthCell } from './HealthCell.tsx';
import { PriceCell } from './PriceCell.tsx';
import { getStyles } from './StepCard.styles.ts';
import { StepCostCell } from './StepCostCell.tsx';

/** How a card looks where it stands. */
export interface CardLook {
  readonly shape: CardShape;
  /** `warnings.costMultiplier` of the document. */
  readonly costThreshold: number;
}

interface Props {
  readonly facts: StepFacts;
  /** 0 = the primary. */
  readonly number: number;
  readonly look: CardLook;
  readonly findings?: readonly Finding[];
  readonly mark?: StepMark;
  /** What the card is dragged by. */
  readonly handle?: ReactNode;
  readonly actions?: ReactNode;
  readonly dragging?: boolean;
}

function MarkBadge({ mark }: { readonly mark: StepMark }) {
  if (mark.kind === 'same') return null;
  return (
    <Badge
      color="blue"
      text={mark.kind === 'new' ? t('chains.mark.new', 'New') : t('chains.mark.moved', 'Moved')}
      {...(mark.kind === 'moved' ? { tooltip: t('chains.mark.was', 'Was {{- number}}', { number: mark.was }) } : {})}
    />
  );
}

function Lock() {
  const styles = useStyles2(getStyles);
  return (
    <Tooltip content={t('chains.primary.why', 'The primary is the model that applications ask for. It cannot move.')}>
      <span className={styles.lock}>
        <Icon name="lock" size="sm" aria-hidden />
      </span>
    </Tooltip>
  );
}

function Name({ facts, mark }: { readonly facts: StepFacts; readonly mark: StepMark | undefined }) {
  const styles = useStyles2(getStyles);
  const place = facts.provider ?? t('chains.step.no-provider', 'no such model');
  return (
    <span className={styles.model}>
      <span className={styles.name}>
        <span className={styles.nameText} title={facts.model} data-cell="name">
          {facts.model}
        </span>
        {mark && <MarkBadge mark={mark} />}
      </span>
      <span className={styles.sub} title={place}>
        {facts.local ? t('chains.step.local', '{{- provider}}, local', { provider: place }) : place}
      </span>
    </span>
  );
}

/** One step of a chain with everything one chooses it by. */
export function StepCard({ facts, number, look, findings = [], mark, handle, actions, dragging = false }: Props) {
  const styles = useStyles2(getStyles);
  const stacked = look.shape === 'stacked';
  const primary = number === 0;
  return (
    <div className={cx(styles.card, primary && styles.primary, dragging && styles.dragging)}>
      <div className={cx(styles.row, stacked && styles.stackedRow)}>
        <span className={styles.handle}>{primary ? <Lock /> : handle}</span>
        <span className={styles.number}>{primary ? t('chains.step.primary', 'Primary') : number}</span>
        <Name facts={facts} mark={mark} />
        <span className={styles.price} data-cell="price">
          {stacked && <span className={styles.label}>{t('chains.column.price-short', 'Price')} </span>}
          <PriceCell value={facts.price} />
        </span>
        <span className={styles.context} data-cell="context">
          {stacked && <span className={styles.label}>{t('chains.column.context', 'Context')} </span>}
          {facts.contextWindow === undefined ? DASH : tokens(facts.contextWindow)}
        </span>
        <span className={styles.capabilities} data-cell="caps">
          <Capabilities declared={facts.capabilities} />
        </span>
        <span className={styles.health}>
          <HealthCell health={facts.health} shape={look.shape} />
        </span>
        <span className={styles.cost}>
          <StepCostCell cost={facts.cost} threshold={look.costThreshold} />
        </span>
        <span className={styles.actions}>{actions}</span>
      </div>
      {findings.length > 0 && (
        <div className={cx(styles.findings, stacked && styles.stackedFindings)}>
          {findings.map((finding) => (
            <FindingLine key={`${finding.code} ${finding.path}`} finding={finding} />
          ))}
        </div>
      )}
    </div>
  );
}
