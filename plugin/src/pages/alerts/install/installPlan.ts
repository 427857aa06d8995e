import type { AlertRules } from '@understudy/contract';
import type { ProvisionedRule } from '../../../api/alerting/provisionedRule.ts';
import { editedByHand, FINGERPRINT, fieldsOf, type RuleFields } from './fingerprint.ts';
import { grafanaRule, type InstallTarget } from './grafanaRule.ts';

/**
 * What becomes of a rule in Grafana: `keep` = it stays as somebody edited it, `locked` = a file keeps it, which no API may
 * change.
 */
export type PlanKind = 'create' | 'change' | 'remove' | 'same' | 'keep' | 'locked';

/** One rule of a plan. */
export interface PlanItem {
  readonly uid: string;
  readonly title: string;
  readonly kind: PlanKind;
  /** Somebody changed it in Grafana since it was installed. */
  readonly edited: boolean;
  /** As it is in Grafana now. */
  readonly before: ProvisionedRule | undefined;
  /** As it is to be. */
  readonly after: ProvisionedRule | undefined;
}

/** What an install does, rule by rule. */
export interface InstallPlan {
  readonly target: InstallTarget;
  /** Seconds between two evaluations, as the agent wants it. */
  readonly intervalSeconds: number;
  readonly items: readonly PlanItem[];
}

/** What is to be installed, and what is there. */
export interface PlanInput {
  readonly rules: AlertRules;
  /** Of the whole organisation. */
  readonly installed: readonly ProvisionedRule[];
  /** Ids of the rules that are to be in Grafana. */
  readonly chosen: ReadonlySet<string>;
  readonly target: InstallTarget;
  /** False: what somebody edited stays. */
  readonly overwrite: boolean;
}

/** Rules that this app installed, and rules that have a place of one that it would. */
export function installedRules(
  rules: AlertRules | undefined,
  all: readonly ProvisionedRule[],
): readonly ProvisionedRule[] {
  const ids = new Set(rules?.alerting.rules.map(({ id }) => id));
  return all.filter(({ uid, annotations }) => ids.has(uid) || annotations?.[FINGERPRINT] !== undefined);
}

/** Only the agent's own Grafana may change it: its API refuses what a file keeps. */
export const isLocked = ({ provenance }: ProvisionedRule): boolean => provenance === 'file';

function sameFields(one: RuleFields, other: RuleFields): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const inPlace = (rule: ProvisionedRule, { folderUid, group }: InstallTarget): boolean =>
  rule.folderUID === folderUid && rule.ruleGroup === group;

function kindOfPresent(
  before: ProvisionedRule,
  after: ProvisionedRule | undefined,
  { target, overwrite }: PlanInput,
): PlanKind {
  if (isLocked(before)) return 'locked';
  if (!after) return 'remove';
  const same = sameFields(fieldsOf(before), fieldsOf(after)) && inPlace(before, target);
  if (same && !editedByHand(before)) return 'same';
  return editedByHand(before) && !overwrite ? 'keep' : 'change';
}

/** What an install would do; without a wish to overwrite, what somebody edited stays as it is. */
export function installPlan(input: PlanInput): InstallPlan {
  const { rules, installed, chosen, target } = input;
  const present = new Map(installedRules(rules, installed).map((rule) => [rule.uid, rule]));
  const wanted = rules.alerting.rules.map((rule): PlanItem | undefined => {
    const before = present.get(rule.id);
    present.delete(rule.id);
    const after = chosen.has(rule.id) ? grafanaRule(rule, target) : undefined;
    if (!before && !after) return undefined;
    return {
      uid: rule.id,
      title: rule.title,
      kind: before ? kindOfPresent(before, after, input) : 'create',
      edited: before !== undefined && !isLocked(before) && editedByHand(before),
      before,
      after,
    };
  });
  // What the agent has no rule for any more.
  const gone = [...present.values()].map((before): PlanItem => ({
    uid: before.uid,
    title: before.title,
    kind: kindOfPresent(before, undefined, input),
    edited: !isLocked(before) && editedByHand(before),
    before,
    after: undefined,
  }));
  return {
    target,
    intervalSeconds: rules.intervalSeconds,
    items: [...wanted.filter((item) => item !== undefined), ...gone],
  };
}

/** The items that something is done to. */
export function changesOf({ items }: InstallPlan): readonly PlanItem[] {
  return items.filter(({ kind }) => kind === 'create' || kind === 'change' || kind === 'remove');
}

/** True where a file keeps a rule of the very group: replacing the group would be refused as a whole. */
export function groupIsLocked({ installed, target }: PlanInput): boolean {
  return installed.some((rule) => inPlace(rule, target) && isLocked(rule));
}
