import type { AlertRules } from '@understudy/contract';
import type { Folder, ProvisionedRule } from '../../../api/alerting/provisionedRule.ts';
import type { InstallTarget } from './grafanaRule.ts';
import { installedRules, isLocked } from './installPlan.ts';

/** The folder that is made where nobody chooses another one. */
export const OWN_FOLDER: Folder = { uid: 'understudy', title: 'Understudy' };

/** Where the rules are, or where they are usually put. */
export function usualTarget(
  rules: AlertRules,
  installed: readonly ProvisionedRule[],
  folders: readonly Folder[],
  sourceUid: string | undefined,
): InstallTarget {
  const [one] = installedRules(rules, installed).filter((rule) => !isLocked(rule));
  const named =
    folders.find(({ uid }) => uid === OWN_FOLDER.uid) ?? folders.find(({ title }) => title === OWN_FOLDER.title);
  return {
    folderUid: one?.folderUID ?? named?.uid ?? OWN_FOLDER.uid,
    group: one?.ruleGroup ?? rules.alerting.group,
    sourceUid: one?.data[0]?.datasourceUid ?? sourceUid ?? '',
  };
}
