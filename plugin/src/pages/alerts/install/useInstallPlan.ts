import { useMemo, useState } from 'react';
import type { AlertRules } from '@understudy/contract';
import type { Folder, ProvisionedRule } from '../../../api/alerting/provisionedRule.ts';
import { useSettings } from '../../../api/SettingsContext.ts';
import type { InstallTarget } from './grafanaRule.ts';
import { groupIsLocked, installPlan, type InstallPlan } from './installPlan.ts';
import type { InstallOrder } from './runInstall.ts';
import { OWN_FOLDER, usualTarget } from './usualTarget.ts';

/** What is being put together, and what would come of it. */
export interface PlannedInstall {
  readonly target: InstallTarget;
  readonly setTarget: (target: InstallTarget) => void;
  readonly overwrite: boolean;
  readonly setOverwrite: (overwrite: boolean) => void;
  readonly plan: InstallPlan;
  /** A file keeps a rule of the group that would be replaced. */
  readonly groupLocked: boolean;
  /** The order that carries out the plan. */
  readonly order: InstallOrder;
}

/** The plan of an install for the rules that are there now, as a person wants it. */
export function useInstallPlan(
  rules: AlertRules,
  installed: readonly ProvisionedRule[],
  folders: readonly Folder[],
  chosen: ReadonlySet<string>,
): PlannedInstall {
  const { prometheusUid } = useSettings();
  const [asked, setTarget] = useState<InstallTarget>();
  const [overwrite, setOverwrite] = useState(false);
  // Where they usually go, until a person says otherwise; fixed then, whatever else is written meanwhile.
  const [usual] = useState(() => usualTarget(rules, installed, folders, prometheusUid));
  const target = asked ?? usual;
  const input = useMemo(
    () => ({ rules, installed, chosen, target, overwrite }),
    [rules, installed, chosen, target, overwrite],
  );
  const plan = useMemo(() => installPlan(input), [input]);
  const title = folders.find(({ uid }) => uid === target.folderUid)?.title ?? OWN_FOLDER.title;
  return {
    target,
    setTarget,
    overwrite,
    setOverwrite,
    plan,
    groupLocked: groupIsLocked(input),
    order: {
      plan,
      planAnew: (now) => installPlan({ ...input, installed: now }),
      folder: { uid: target.folderUid, title },
    },
  };
}
