import type { AlertingClient } from '../../../api/alerting/alertingClient.ts';
import type { Folder, ProvisionedRule } from '../../../api/alerting/provisionedRule.ts';
import { fieldsOf } from './fingerprint.ts';
import { grafanaInterval } from './grafanaRule.ts';
import { intervalAfter, rulesAfter, touchedGroups, type GroupPlace } from './groupWrites.ts';
import { changesOf, type InstallPlan, type PlanItem } from './installPlan.ts';

/** Steps of an install in their order; a removal needs no folder. */
export const INSTALL_STEPS = ['look', 'folder', 'write', 'read-back'] as const;
export type InstallStep = (typeof INSTALL_STEPS)[number];

/** What a step found out, for whoever says it in words. */
export type StepFact =
  | { readonly step: 'look'; readonly changes: number }
  | { readonly step: 'folder'; readonly title: string; readonly created: boolean }
  | { readonly step: 'write'; readonly written: number; readonly removed: number; readonly seconds: number }
  | { readonly step: 'read-back'; readonly rules: number };

/** Why a step ended the install, where it was not Grafana that refused. */
export class InstallProblem extends Error {
  override readonly name = 'InstallProblem';
  /** `changed` = not what was looked at any more; `different` = Grafana has something else than was written. */
  readonly reason: 'changed' | 'different';
  /** Titles of the rules that it is about. */
  readonly rules: readonly string[];

  constructor(reason: 'changed' | 'different', rules: readonly string[]) {
    super(reason);
    this.reason = reason;
    this.rules = rules;
  }
}

/** What is to be done, and what hears of it. */
export interface InstallOrder {
  /** As it was looked at. */
  readonly plan: InstallPlan;
  /** The same, for the rules that are there now. */
  readonly planAnew: (installed: readonly ProvisionedRule[]) => InstallPlan;
  /** Made where it is missing; undefined = nothing is to be put anywhere. */
  readonly folder: Folder | undefined;
}

/** Hears what is done, step by step. */
export interface InstallListener {
  readonly onStart: (step: InstallStep) => void;
  readonly onDone: (fact: StepFact) => void;
}

const overwrites = ({ kind }: PlanItem): boolean => kind === 'change' || kind === 'remove';
const textOf = (rule: ProvisionedRule | undefined): string => (rule ? JSON.stringify(fieldsOf(rule)) : '');

/** Rules that would be overwritten although nobody looked at them as they are now. */
function unseen(seen: InstallPlan, now: InstallPlan): readonly string[] {
  const looked = new Map(seen.items.map((item) => [item.uid, item]));
  return now.items
    .filter((item) => overwrites(item) && textOf(item.before) !== textOf(looked.get(item.uid)?.before))
    .map(({ title }) => title);
}

/** Rules that are not as the plan wants them. */
function notAsPlanned(plan: InstallPlan, installed: readonly ProvisionedRule[]): readonly string[] {
  const present = new Map(installed.map((rule) => [rule.uid, rule]));
  return changesOf(plan)
    .filter(({ uid, after }) => textOf(present.get(uid)) !== textOf(after))
    .map(({ title }) => title);
}

async function writeGroup(
  client: AlertingClient,
  plan: InstallPlan,
  place: GroupPlace,
  installed: readonly ProvisionedRule[],
): Promise<void> {
  const { folderUid, name } = place;
  const rules = rulesAfter(plan, place, installed);
  if (rules.length === 0) await client.deleteGroup(folderUid, name);
  else {
    const interval = intervalAfter(plan, place) ?? (await client.group(folderUid, name)).interval;
    await client.writeGroup({ title: name, folderUid, interval, rules: [...rules] });
  }
}

/**
 * Brings Grafana's rules to a plan, in steps each of which may be done again.
 * @throws GrafanaError where Grafana refuses
 * @throws InstallProblem where the rules are others than those that were looked at
 */
export async function runInstall(
  client: AlertingClient,
  { plan: seen, planAnew, folder }: InstallOrder,
  { onStart, onDone }: InstallListener,
): Promise<void> {
  onStart('look');
  const installed = await client.rules();
  const plan = planAnew(installed);
  const strange = unseen(seen, plan);
  if (strange.length > 0) throw new InstallProblem('changed', strange);
  const changes = changesOf(plan);
  onDone({ step: 'look', changes: changes.length });

  if (folder) {
    onStart('folder');
    onDone({ step: 'folder', title: folder.title, created: await client.ensureFolder(folder) });
  }

  onStart('write');
  for (const place of touchedGroups(plan)) await writeGroup(client, plan, place, installed);
  const removed = changes.filter(({ kind }) => kind === 'remove').length;
  onDone({
    step: 'write',
    written: changes.length - removed,
    removed,
    seconds: grafanaInterval(plan.intervalSeconds),
  });

  onStart('read-back');
  const different = notAsPlanned(plan, await client.rules());
  if (different.length > 0) throw new InstallProblem('different', different);
  onDone({ step: 'read-back', rules: changes.length - removed });
}
