import React, { useId, useMemo } from 'react';
import { css } from '@emotion/css';
import { TRIGGERS, retrySchedule, type Chain, type ChainPolicy, type EffectivePolicy } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Field, TextLink, useStyles2 } from '@grafana/ui';
import { NumberField } from '../../../components/NumberField.tsx';
import { SideDrawer } from '../../../components/SideDrawer.tsx';
import { BASE_URL } from '../../../plugin.ts';
import { policyDiff } from '../edit/policyDiff.ts';
import { ChangeLines } from '../history/ChangeLines.tsx';
import { resetRule, setDepth, setRule } from './chainPolicyEdit.ts';
import { RuleHeads, RuleRow } from './RuleRow.tsx';

const DEPTH = { min: 0, max: 9 };

interface Props {
  readonly chain: Chain;
  /** Rules of the chain, and what they would be without its own. */
  readonly rules: EffectivePolicy;
  readonly base: EffectivePolicy;
  /** Undefined = nothing of its own. Absent = this person may only look. */
  readonly onEdit: ((policy: ChainPolicy | undefined) => void) | undefined;
  readonly onClose: () => void;
}

/** All waits of the trigger that waits longest, in milliseconds. */
function longestWait({ triggers }: EffectivePolicy): number {
  const waits = TRIGGERS.map((trigger) => retrySchedule(triggers[trigger]).reduce((sum, wait) => sum + wait, 0));
  return Math.max(1, ...waits);
}

/** Fields of the chain's policy that this drawer does not show by themselves. */
function otherFields(policy: ChainPolicy | undefined) {
  const { triggers: _rules, maxDepth: _depth, ...others } = policy ?? {};
  return policyDiff(undefined, others);
}

function Rules({ chain: { policy }, rules, base, onEdit }: Omit<Props, 'onClose'>) {
  const styles = useStyles2(getStyles);
  const scaleMs = longestWait(rules);
  return (
    <div>
      <RuleHeads />
      <ul className={styles.rules} aria-label={t('chains.policy.triggers', 'Triggers')}>
        {TRIGGERS.map((trigger) => (
          <RuleRow
            key={trigger}
            trigger={trigger}
            rule={rules.triggers[trigger]}
            jitter={rules.jitter}
            scaleMs={scaleMs}
            own={policy?.triggers?.[trigger] !== undefined}
            onSet={onEdit && ((value) => onEdit(setRule(policy, trigger, value, base)))}
            onReset={() => onEdit?.(resetRule(policy, trigger))}
          />
        ))}
      </ul>
    </div>
  );
}

function Depth({ chain: { policy }, rules, base, onEdit }: Omit<Props, 'onClose'>) {
  const id = useId();
  return (
    <Field
      noMargin
      label={t('chains.policy.depth', 'Steps beyond the primary')}
      description={
        policy?.maxDepth === undefined
          ? t('chains.policy.depth-policy', 'At most so many; as the policy says.')
          : t('chains.policy.depth-own', 'At most so many; the chain’s own, the policy says {{- depth}}.', {
              depth: base.maxDepth,
            })
      }
    >
      {onEdit ? (
        <NumberField
          id={id}
          value={rules.maxDepth}
          range={DEPTH}
          width={8}
          onChange={(depth) => onEdit(setDepth(policy, depth, base))}
        />
      ) : (
        <span id={id}>{rules.maxDepth}</span>
      )}
    </Field>
  );
}

/** What a chain does otherwise than the policy that all chains share. Part of the edits: the review of the chain saves it. */
export function ChainPolicyDrawer({ onClose, ...edited }: Props) {
  const styles = useStyles2(getStyles);
  const { model, policy } = edited.chain;
  const { onEdit } = edited;
  const others = useMemo(() => otherFields(policy), [policy]);
  return (
    <SideDrawer
      title={t('chains.policy.title', 'Policy of {{- model}}', { model })}
      subtitle={t('chains.policy.subtitle', 'What is not the chain’s own follows the preset and the policy.')}
      onClose={onClose}
    >
      <Rules {...edited} />
      <Depth {...edited} />
      {others.length > 0 && (
        <section>
          <h4 className={styles.head}>{t('chains.policy.others', 'Also the chain’s own')}</h4>
          <ChangeLines changes={others} />
        </section>
      )}
      <div className={styles.actions}>
        <Button onClick={onClose} variant="secondary">
          {t('chains.policy.done', 'Back to the chain')}
        </Button>
        {onEdit && policy !== undefined && (
          <Button variant="secondary" fill="outline" onClick={() => onEdit(undefined)}>
            {t('chains.policy.reset-all', 'Nothing of its own')}
          </Button>
        )}
        <TextLink href={`${BASE_URL}/policy`} variant="bodySmall" inline={false}>
          {t('chains.policy.shared', 'The policy of all chains')}
        </TextLink>
      </div>
    </SideDrawer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  rules: css({ listStyle: 'none' }),
  head: css({
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    margin: theme.spacing(0, 0, 0.75),
  }),
  actions: css({ alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 2) }),
});
