import { describe, expect, it } from '@jest/globals';
import { GrafanaError } from '../../../api/alerting/GrafanaError.ts';
import type { ProvisionedRule } from '../../../api/alerting/provisionedRule.ts';
import { rulesFixture } from '../../../testing/alertFixtures.ts';
import { FakeAlerting } from '../../../testing/FakeAlerting.ts';
import { fieldChanges } from './fieldChanges.ts';
import { grafanaRule } from './grafanaRule.ts';
import { changesOf, groupIsLocked, installPlan, type InstallPlan, type PlanInput } from './installPlan.ts';
import { InstallProblem, runInstall, type InstallOrder, type StepFact } from './runInstall.ts';

const TARGET = { folderUid: 'understudy', group: 'understudy.alerts', sourceUid: 'prom' };
const RULES = rulesFixture();
const IDS = RULES.alerting.rules.map(({ id }) => id);
const FOLDER = { uid: 'understudy', title: 'Understudy' };
const FOREIGN: ProvisionedRule = {
  ...installedRule(0),
  uid: 'theirs',
  title: 'Theirs',
  annotations: {},
};

function installedRule(index: number, change: Partial<ProvisionedRule> = {}): ProvisionedRule {
  const rule = RULES.alerting.rules[index];
  if (!rule) throw new Error('there is no such rule');
  return { ...grafanaRule(rule, TARGET), ...change };
}

function input(change: Partial<PlanInput> = {}): PlanInput {
  return { rules: RULES, installed: [], chosen: new Set(IDS), target: TARGET, overwrite: false, ...change };
}

function orderOf(change: Partial<PlanInput> = {}): InstallOrder {
  const asked = input(change);
  return {
    plan: installPlan(asked),
    planAnew: (installed) => installPlan({ ...asked, installed }),
    folder: FOLDER,
  };
}

const kinds = (plan: InstallPlan): Readonly<Record<string, string>> =>
  Object.fromEntries(plan.items.map(({ uid, kind }) => [uid, kind]));

async function run(grafana: FakeAlerting, order: InstallOrder): Promise<readonly StepFact[]> {
  const facts: StepFact[] = [];
  await runInstall(grafana.client, order, { onStart: () => undefined, onDone: (fact) => facts.push(fact) });
  return facts;
}

describe('a plan', () => {
  it('creates what is not there and leaves what is as it should be', () => {
    expect(kinds(installPlan(input({ installed: [installedRule(0)] })))).toEqual({
      LLMFallbackRateHigh: 'same',
      LLMAgentAbsent: 'create',
    });
  });

  it('changes what the agent says differently now, and tells the difference', () => {
    const rules = rulesFixture({ expr: 'job_model:understudy_fallback:ratio_rate5m > 0.2', forSeconds: 600 });
    const [item] = installPlan(input({ rules, installed: [installedRule(0)] })).items;
    expect(item).toMatchObject({ kind: 'change', edited: false });
    expect(item && fieldChanges(item)).toEqual([
      {
        field: 'expression',
        before: ['job_model:understudy_fallback:ratio_rate5m > 0.1'],
        after: ['job_model:understudy_fallback:ratio_rate5m > 0.2'],
      },
      { field: 'for', before: ['5m'], after: ['10m'] },
    ]);
  });

  it('leaves what somebody edited, unless it is told to overwrite', () => {
    const edited = installedRule(0, { for: '1h' });
    expect(installPlan(input({ installed: [edited] })).items[0]).toMatchObject({ kind: 'keep', edited: true });
    expect(installPlan(input({ installed: [edited], overwrite: true })).items[0]?.kind).toBe('change');
  });

  it('removes what is switched off, and what the agent has no rule for any more', () => {
    const gone = installedRule(0, { uid: 'LLMOld', title: 'LLMOld' });
    const plan = installPlan(input({ installed: [installedRule(1), gone, FOREIGN], chosen: new Set() }));
    expect(kinds(plan)).toEqual({ LLMAgentAbsent: 'remove', LLMOld: 'remove' });
  });

  it('does not touch what a file keeps, nor a group with such a rule', () => {
    const locked = installedRule(0, { provenance: 'file' });
    expect(installPlan(input({ installed: [locked] })).items[0]?.kind).toBe('locked');
    expect(groupIsLocked(input({ installed: [locked] }))).toBe(true);
    expect(groupIsLocked(input({ installed: [locked], target: { ...TARGET, folderUid: 'other' } }))).toBe(false);
  });

  it('moves what is in another folder', () => {
    const elsewhere = installedRule(0, { folderUID: 'other' });
    expect(installPlan(input({ installed: [elsewhere] })).items[0]?.kind).toBe('change');
  });
});

describe('an install', () => {
  it('makes the folder, writes the group and reads it back', async () => {
    const grafana = new FakeAlerting();
    expect(await run(grafana, orderOf())).toEqual([
      { step: 'look', changes: 2 },
      { step: 'folder', title: 'Understudy', created: true },
      { step: 'write', written: 2, removed: 0, seconds: 30 },
      { step: 'read-back', rules: 2 },
    ]);
    expect(grafana.written).toHaveLength(1);
    expect(grafana.written[0]).toMatchObject({ title: 'understudy.alerts', folderUid: 'understudy', interval: 30 });
  });

  it('done again finds the folder there and writes nothing', async () => {
    const grafana = new FakeAlerting();
    await run(grafana, orderOf());
    const again = await run(grafana, orderOf({ installed: grafana.rules }));
    expect(again).toContainEqual({ step: 'folder', title: 'Understudy', created: false });
    expect(grafana.written).toHaveLength(1);
  });

  it('leaves what others put into the group, and what was edited', async () => {
    const grafana = new FakeAlerting();
    const edited = installedRule(0, { for: '1h' });
    grafana.rules = [FOREIGN, edited];
    await run(grafana, orderOf({ installed: grafana.rules }));
    expect(grafana.rules.map(({ uid }) => uid)).toEqual(['theirs', 'LLMFallbackRateHigh', 'LLMAgentAbsent']);
    expect(grafana.rules[1]?.for).toBe('1h');
  });

  it('stops before it overwrites what nobody looked at', async () => {
    const grafana = new FakeAlerting();
    const rules = rulesFixture({ forSeconds: 600 });
    const order = orderOf({ rules, installed: [installedRule(0)], overwrite: true });
    grafana.rules = [installedRule(0, { for: '1h' })];
    await expect(run(grafana, order)).rejects.toMatchObject({ reason: 'changed', rules: ['LLMFallbackRateHigh'] });
    expect(grafana.written).toEqual([]);
  });

  it('says what Grafana refuses, and can be done again', async () => {
    const grafana = new FakeAlerting();
    grafana.failing = { writeGroup: new GrafanaError('database is locked', 500) };
    await expect(run(grafana, orderOf())).rejects.toThrow('database is locked');
    grafana.failing = {};
    expect(await run(grafana, orderOf())).toContainEqual({ step: 'read-back', rules: 2 });
  });

  it('says where Grafana has something else than was written', async () => {
    const grafana = new FakeAlerting();
    const client = { ...grafana.client, writeGroup: async () => undefined };
    const listener = { onStart: () => undefined, onDone: () => undefined };
    await expect(runInstall(client, orderOf(), listener)).rejects.toThrow(InstallProblem);
  });

  it('removes the group where nothing is left in it, else what is its own', async () => {
    const grafana = new FakeAlerting();
    grafana.rules = [installedRule(0), installedRule(1)];
    const order = { ...orderOf({ installed: grafana.rules, chosen: new Set() }), folder: undefined };
    expect(await run(grafana, order)).toContainEqual({ step: 'write', written: 0, removed: 2, seconds: 30 });
    expect(grafana.deleted).toEqual(['understudy/understudy.alerts']);

    grafana.rules = [installedRule(0), FOREIGN];
    await run(grafana, { ...orderOf({ installed: grafana.rules, chosen: new Set() }), folder: undefined });
    expect(grafana.rules).toEqual([FOREIGN]);
  });

  it('leaves the interval of a group that is not its own', async () => {
    const grafana = new FakeAlerting();
    const place = { folderUID: 'other', ruleGroup: 'theirs' };
    grafana.rules = [installedRule(0, place), { ...FOREIGN, ...place }];
    await run(grafana, { ...orderOf({ installed: grafana.rules, chosen: new Set() }), folder: undefined });
    expect(grafana.written).toMatchObject([{ folderUid: 'other', title: 'theirs', interval: 60 }]);
  });

  it('has no change where all is as it should be', () => {
    const installed = [installedRule(0), installedRule(1)];
    expect(changesOf(installPlan(input({ installed })))).toEqual([]);
  });
});
