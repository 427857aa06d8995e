import { LITELLM_KINDS, type LitellmFinding, type LitellmKind } from '@understudy/contract';
import { readFallbackList, targetGroup, writeFallbackList, type Target } from '../file/fallbackLists.ts';
import { explains, tells } from '../file/finding.ts';
import type { ModelGroups } from '../file/modelGroups.ts';
import { recordOf, type PlainRecord } from '../file/plain.ts';
import { LIST_KEYS, type SettingsPlan } from './routerSettings.ts';

/** `router_settings` as they are to be, and what is to be known of them. */
export interface MergedSettings {
  readonly settings: PlainRecord;
  readonly findings: readonly LitellmFinding[];
}

interface Context {
  readonly plan: SettingsPlan;
  readonly groups: ModelGroups;
  readonly findings: LitellmFinding[];
}

/** Targets that stand in the file and not in ours: what an apply takes away is said before. */
function tellLost(
  path: string,
  group: string,
  before: readonly Target[],
  ours: readonly string[],
  { findings }: Context,
): void {
  const lost = before.map(targetGroup).filter((name) => name !== undefined && !ours.includes(name));
  if (lost.length === 0) return;
  findings.push(
    explains({
      code: 'target_removed',
      path,
      message: `${group} loses ${lost.join(', ')}: the document's chain does not name it`,
      fix: 'Add it to the chain in Understudy, or let it go.',
    }),
  );
}

/** Our entries in the document's order, then those of groups that the document does not know. */
function mergedList(kind: LitellmKind, before: unknown, context: Context): PlainRecord[] {
  const path = `router_settings.${LIST_KEYS[kind]}`;
  const read = readFallbackList(before, path);
  context.findings.push(...read.findings);
  const ours = new Map(context.plan.chains.map(({ group, lists }) => [group, lists[kind]] as const));
  const kept = [...read.entries].filter(([group]) => {
    if (ours.has(group)) return false;
    if (group === '*' || context.groups.has(group)) return true;
    const message = `an entry for ${group}, which is no model group: LiteLLM never looks at it`;
    context.findings.push(tells({ code: 'unknown_group', path, message, fix: 'It is left out.' }));
    return false;
  });
  for (const [group, targets] of read.entries) {
    const own = ours.get(group);
    if (own !== undefined) tellLost(path, group, targets, own, context);
  }
  return writeFallbackList([...ours, ...kept]);
}

/** Policies of hand-kept groups stay; those of ours are replaced or go. */
function mergedPolicies(before: unknown, { plan, groups }: Context): PlainRecord {
  const ours = new Set(plan.chains.map(({ group }) => group));
  const kept = Object.entries(recordOf(before)).filter(([group]) => !ours.has(group) && groups.has(group));
  return { ...recordOf(plan.settings.model_group_retry_policy), ...Object.fromEntries(kept) };
}

/** Puts the plan over the settings of the file; keys that are not ours stay as they are. */
export function mergeSettings(before: PlainRecord, plan: SettingsPlan, groups: ModelGroups): MergedSettings {
  const context: Context = { plan, groups, findings: [] };
  const settings: PlainRecord = { ...before };
  for (const kind of LITELLM_KINDS) settings[LIST_KEYS[kind]] = mergedList(kind, before[LIST_KEYS[kind]], context);
  for (const [key, value] of Object.entries(plan.settings)) {
    if (value !== undefined) settings[key] = value;
  }
  settings['model_group_retry_policy'] = mergedPolicies(before['model_group_retry_policy'], context);
  if (plan.settings.disable_cooldowns === undefined) delete settings['disable_cooldowns'];
  if (Object.keys(recordOf(settings['model_group_retry_policy'])).length === 0) {
    delete settings['model_group_retry_policy'];
  }
  return { settings, findings: context.findings };
}
