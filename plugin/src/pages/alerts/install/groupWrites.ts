import type { ProvisionedRule } from '../../../api/alerting/provisionedRule.ts';
import { grafanaInterval } from './grafanaRule.ts';
import { changesOf, type InstallPlan } from './installPlan.ts';

/** A group of rules by its place. */
export interface GroupPlace {
  readonly folderUid: string;
  readonly name: string;
}

/** Groups that a plan changes: the one that is installed, and those that a rule leaves. */
export function touchedGroups(plan: InstallPlan): readonly GroupPlace[] {
  const { target } = plan;
  const changes = changesOf(plan);
  const left = changes.flatMap(({ kind, before }) =>
    kind === 'remove' && before ? [{ folderUid: before.folderUID, name: before.ruleGroup }] : [],
  );
  const written = changes.some(({ kind }) => kind !== 'remove')
    ? [{ folderUid: target.folderUid, name: target.group }]
    : [];
  const all = new Map([...written, ...left].map((place) => [JSON.stringify(place), place]));
  return [...all.values()];
}

const isTargetOf = ({ target }: InstallPlan, { folderUid, name }: GroupPlace): boolean =>
  folderUid === target.folderUid && name === target.group;

/** The rules of a group as a plan leaves it: what is not the plan's stays, in its order. None = the group goes. */
export function rulesAfter(
  plan: InstallPlan,
  place: GroupPlace,
  installed: readonly ProvisionedRule[],
): readonly ProvisionedRule[] {
  const changed = new Set(changesOf(plan).map(({ uid }) => uid));
  const others = installed.filter(
    ({ uid, folderUID, ruleGroup }) => folderUID === place.folderUid && ruleGroup === place.name && !changed.has(uid),
  );
  const written = plan.items.flatMap(({ kind, after }): ProvisionedRule[] =>
    isTargetOf(plan, place) && after && (kind === 'create' || kind === 'change') ? [after] : [],
  );
  return [...others, ...written];
}

/** Seconds between two evaluations: the agent's for its own group; undefined = as the group has it. */
export function intervalAfter(plan: InstallPlan, place: GroupPlace): number | undefined {
  return isTargetOf(plan, place) ? grafanaInterval(plan.intervalSeconds) : undefined;
}
