import { LITELLM_KINDS, type LitellmKind } from '@understudy/contract';
import { deploymentsOf } from '../file/configFile.ts';
import { readFallbackList, targetGroup, type Target } from '../file/fallbackLists.ts';
import { recordOf, sameValue, type PlainRecord } from '../file/plain.ts';
import { LIST_KEYS } from '../render/routerSettings.ts';

/** One list that an apply changes. */
export interface ChangedList {
  readonly group: string;
  readonly kind: LitellmKind;
  /** First fallback; null = there is none. */
  readonly first: string | null;
  /** How the group is asked. */
  readonly embedding: boolean;
}

function listsOf(value: PlainRecord): Map<string, readonly Target[]> {
  const router = recordOf(value['router_settings']);
  return new Map(
    LITELLM_KINDS.flatMap((kind) =>
      [...readFallbackList(router[LIST_KEYS[kind]], '').entries].map(
        ([group, targets]) => [`${kind} ${group}`, targets] as const,
      ),
    ),
  );
}

function paramsOf(value: PlainRecord): Map<string, PlainRecord[]> {
  const found = new Map<string, PlainRecord[]>();
  for (const { group, params } of deploymentsOf(value)) found.set(group, [...(found.get(group) ?? []), params]);
  return found;
}

function embeds(value: PlainRecord, group: string): boolean {
  return deploymentsOf(value).some(({ group: name, info }) => name === group && info['mode'] === 'embedding');
}

/** Lists that are new, say something else, or whose first fallback is called otherwise. */
export function changedLists(before: PlainRecord, after: PlainRecord): ChangedList[] {
  const old = listsOf(before);
  const [paramsBefore, paramsAfter] = [paramsOf(before), paramsOf(after)];
  const isMoved = (group: string): boolean => !sameValue(paramsBefore.get(group), paramsAfter.get(group));
  return [...listsOf(after)].flatMap(([key, targets]) => {
    const [kind, group] = [LITELLM_KINDS.find((one) => key.startsWith(`${one} `)), key.slice(key.indexOf(' ') + 1)];
    const first = targets[0] === undefined ? null : (targetGroup(targets[0]) ?? null);
    const same = sameValue(old.get(key), targets) && (first === null || !isMoved(first));
    if (kind === undefined || group === '*' || same) return [];
    return [{ group, kind, first, embedding: embeds(after, group) }];
  });
}

/** Groups with a changed list. */
export function changedGroups(changed: readonly ChangedList[]): string[] {
  return [...new Set(changed.map(({ group }) => group))];
}
