import React, { useId } from 'react';
import { t } from '@grafana/i18n';
import { Switch } from '@grafana/ui';
import { multiplierThreshold } from '../../format/format.ts';
import { NumberField } from '../../components/NumberField.tsx';
import { ChangedDot } from './ChangedDot.tsx';
import { changeValue } from './changeWords.ts';
import type { PolicyChange } from './policyChanges.ts';
import { PolicyCard } from './PolicyCard.tsx';
import type { PolicyEdit, PolicyScalar } from './policyEdit.ts';
import { PolicyEntry } from './PolicyEntry.tsx';
import { PolicyNumber } from './PolicyNumber.tsx';
import type { PolicyValues } from './policyValues.ts';

interface Props {
  readonly values: PolicyValues;
  readonly changes: readonly PolicyChange[];
  readonly onEdit?: ((edit: PolicyEdit) => void) | undefined;
}

/** Where a limit on the cost begins when it is switched on. */
const FIRST_COST_LIMIT = 5;
const COST_RANGE = { min: 0.1, max: 1_000_000, step: 0.1, unit: '×' };

function sentence({ maxDepth, maxCostMultiplier, jitter }: PolicyValues): string {
  const depth =
    maxDepth === 0
      ? t('policy.limits.no-fallback', 'No fallback at all: the primary answers, or nobody.')
      : t('policy.limits.depth', 'At most {{- count}} fallbacks a request.', { count: maxDepth });
  const cost =
    maxCostMultiplier === null
      ? t('policy.limits.any-cost', 'A fallback may cost anything.')
      : t('policy.limits.cost', 'Fallbacks above {{- limit}} the price of the primary are skipped.', {
          limit: multiplierThreshold(maxCostMultiplier),
        });
  const waits = jitter
    ? t('policy.limits.jitter', 'Each wait is drawn between 0 and its length.')
    : t('policy.limits.exact', 'Waits have their exact length.');
  return `${depth} ${cost} ${waits}`;
}

interface SwitchProps {
  readonly name: string;
  readonly path: PolicyScalar;
  readonly on: boolean;
  readonly props: Props;
  readonly edit: PolicyEdit;
}

function Switched({ name, path, on, props: { changes, onEdit }, edit }: SwitchProps) {
  const id = useId();
  if (!onEdit) return <PolicyEntry label={name}>{changeValue(path, on)}</PolicyEntry>;
  const mine = changes.filter((change) => change.path === path);
  return (
    <PolicyEntry label={name} controlId={id} mark={<ChangedDot changes={mine} name={name} onEdit={onEdit} />}>
      <Switch id={id} value={on} onChange={() => onEdit(edit)} />
    </PolicyEntry>
  );
}

function CostLimit({ values: { maxCostMultiplier }, onEdit }: Props) {
  const label = t('policy.field.max-cost', 'Highest cost ×');
  const id = useId();
  if (maxCostMultiplier === null || !onEdit) return null;
  return (
    <PolicyEntry label={label} controlId={id}>
      <NumberField
        id={id}
        value={maxCostMultiplier}
        range={COST_RANGE}
        width={16}
        onChange={(value) => onEdit({ kind: 'scalars', value: { maxCostMultiplier: value } })}
      />
    </PolicyEntry>
  );
}

/** How far a request may go down its chain. */
export function LimitsCard(props: Props) {
  const { values, changes, onEdit } = props;
  const limited = values.maxCostMultiplier !== null;
  return (
    <PolicyCard title={t('policy.limits.title', 'Limits')} lead={sentence(values)}>
      <PolicyNumber
        field={{
          field: 'maxDepth',
          label: t('policy.field.max-depth', 'Most fallbacks'),
          range: { min: 0, max: 9 },
          scale: 1,
        }}
        value={values.maxDepth}
        changes={changes.filter((change) => change.path === 'maxDepth')}
        edit={(maxDepth) => ({ kind: 'scalars', value: { maxDepth } })}
        onEdit={onEdit}
      />
      <Switched
        name={t('policy.field.jitter', 'Jitter')}
        path="jitter"
        on={values.jitter}
        props={props}
        edit={{ kind: 'scalars', value: { jitter: !values.jitter } }}
      />
      <Switched
        name={t('policy.field.cost-limit', 'Cost limit')}
        path="maxCostMultiplier"
        on={limited}
        props={props}
        edit={{ kind: 'scalars', value: { maxCostMultiplier: limited ? null : FIRST_COST_LIMIT } }}
      />
      <CostLimit {...props} />
    </PolicyCard>
  );
}
