import type { ProvisionedRule, RuleGroup } from '../../../api/alerting/provisionedRule.ts';
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

/**
 * A group as a plan leaves it: what is not the plan's stays, in its order. No rules = the group goes.
 * @param now as it is; undefined = there is none
 */
export function groupAfter(plan: InstallPlan, place: GroupPlace, now: RuleGroup | undefined): RuleGroup {
  const { target, items, intervalSeconds } = plan;
  const isTarget = place.folderUid === target.folderUid && place.name === target.group;
  const changed = new Set(changesOf(plan).map(({ uid }) => uid));
  const others = (now?.rules ?? []).filter(({ uid }) => !changed.has(uid));
  const written = items.flatMap(({ kind, after }): ProvisionedRule[] =>
    isTarget && after && (kind === 'create' || kind === 'change') ? [after] : [],
  );
  return {
    title: place.name,
    folderUid: place.folderUid,
    interval: isTarget ? grafanaInterval(intervalSeconds) : (now?.interval ?? grafanaInterval(intervalSeconds)),
    rules: [...others, ...written],
  };
}
