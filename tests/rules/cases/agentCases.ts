import { fired, series, type Fired, type Labels, type RuleCase } from '../ruleCase.ts';

const up = (instance: string, labels: Labels = {}) => series('up', { instance, ...labels });

const ABSENT: Fired = {
  labels: { severity: 'critical', job: 'understudy-agent' },
  says: 'Agents: no target of the scrape job understudy-agent is up.',
};

const absences: readonly RuleCase[] = [
  {
    name: 'waits 5 minutes, fires where every target is down, resolves',
    rule: 'LLMAgentAbsent',
    series: { [up('a')]: '1x5 0x20 1x20', [up('b')]: '1x3 0x40', [up('p', { job: 'prometheus' })]: '1x60' },
    checks: { '4m': [], '10m': [], '12m': [ABSENT], '28m': [], '40m': [] },
  },
  {
    name: 'fires where nothing was ever scraped',
    rule: 'LLMAgentAbsent',
    series: { [up('p', { job: 'prometheus' })]: '1x60' },
    checks: { '4m': [], '6m': [ABSENT] },
  },
];

const down = (share: string) => fired('warning', {}, `${share} of the agents cannot be scraped.`);

function fleet(size: number, broken: number): Record<string, string> {
  const agents = Array.from({ length: size }, (_, at) => [up(`agent-${at}`), at < broken ? '1x5 0x30 1x30' : '1x70']);
  return Object.fromEntries(agents) as Record<string, string>;
}

const outages: readonly RuleCase[] = [
  {
    name: 'waits 10 minutes, fires above 10%, resolves',
    rule: 'LLMAgentsDown',
    series: { ...fleet(20, 3), [up('p', { job: 'prometheus' })]: '1x70' },
    checks: { '5m': [], '15m': [], '17m': [down('15%')], '40m': [] },
  },
  {
    name: 'is quiet at 10%, where another job is down, and without targets',
    rule: 'LLMAgentsDown',
    series: { ...fleet(10, 1), [up('p', { job: 'prometheus' })]: '0x70' },
    checks: { '17m': [], '30m': [] },
  },
  {
    name: 'looks at its own job, also where aggregation does not keep it',
    rule: 'LLMAgentsDown',
    source: { alerts: { labels: ['namespace'] } },
    series: {
      ...fleet(20, 3),
      [up('p', { job: 'prometheus' })]: '0x70',
      [up('q', { job: 'prometheus' })]: '1x70',
    },
    checks: {
      '30m': [
        {
          labels: { namespace: 'prod', severity: 'warning' },
          says: 'Agents namespace=prod: 15% of the agents cannot be scraped.',
        },
      ],
    },
  },
  {
    name: 'is quiet at 6%',
    rule: 'LLMAgentsDown',
    series: fleet(16, 1),
    checks: { '30m': [] },
  },
];

const accepted = (instance: string, labels: Labels = {}) =>
  series('understudy_config_last_reload_successful', { instance, ...labels });
const refused = fired('warning', { instance: 'a' }, 'it refused its last configuration and runs on the one before.');

const reloads: readonly RuleCase[] = [
  {
    name: 'fires for the agent that refused, after 5 minutes and 5 more, and resolves',
    rule: 'LLMConfigReloadFailed',
    series: { [accepted('a')]: '1x5 0x29 1x30', [accepted('b')]: '1x70' },
    checks: { '10m': [], '15m': [], '17m': [refused], '36m': [] },
  },
  {
    name: 'is quiet about one that is put right within 5 minutes, and about agents that went',
    rule: 'LLMConfigReloadFailed',
    series: { [accepted('a')]: '1x5 0x3 1x5 0x3 1x30', [accepted('b')]: '1x5 0x1 stale' },
    checks: { '8m': [], '14m': [], '20m': [], '30m': [] },
  },
];

const runs = (instance: string, hash: string, group = 'default') =>
  series('understudy_config_info', { group, hash, instance });
const drift = (group: string, count: number) =>
  fired('warning', { group }, `its agents run ${count} different configurations.`);

const drifts: readonly RuleCase[] = [
  {
    name: 'waits 15 minutes, fires where a group runs several, resolves',
    rule: 'LLMConfigDrift',
    series: {
      [runs('a', 'one')]: '1x60',
      [runs('b', 'one')]: '1x5 stale',
      [runs('b', 'two')]: '_x5 1x29 stale',
      [runs('c', 'three')]: '_x5 1x29 stale',
    },
    checks: { '19m': [], '22m': [drift('default', 3)], '40m': [] },
  },
  {
    name: 'fires at two',
    rule: 'LLMConfigDrift',
    series: { [runs('a', 'one')]: '1x60', [runs('b', 'two')]: '1x60' },
    checks: { '22m': [drift('default', 2)] },
  },
  {
    name: 'is quiet where groups differ, however many agents they have',
    rule: 'LLMConfigDrift',
    series: {
      [runs('a', 'one')]: '1x60',
      [runs('b', 'one')]: '1x60',
      [runs('c', 'two', 'edge')]: '1x60',
      [runs('d', 'two', 'edge')]: '1x60',
    },
    checks: { '22m': [], '50m': [] },
  },
  {
    name: 'is quiet during a rollout',
    rule: 'LLMConfigDrift',
    series: {
      [runs('a', 'one')]: '1x10 stale',
      [runs('a', 'two')]: '_x10 1x40',
      [runs('b', 'one')]: '1x20 stale',
      [runs('b', 'two')]: '_x20 1x40',
    },
    checks: { '12m': [], '20m': [], '27m': [] },
  },
];

const store = (instance: string, kind = 'redis') => series('understudy_store_connected', { store: kind, instance });
const away = (count: number) =>
  fired(
    'warning',
    {},
    `${count} of the agents cannot reach the shared store; changes cannot be saved there, and agents may drift apart.`,
  );

const stores: readonly RuleCase[] = [
  {
    name: 'waits 5 minutes, says how many agents it is away from, resolves when it is back',
    rule: 'LLMStoreAway',
    series: { [store('a')]: '1x5 0x20 1x30', [store('b')]: '1x5 0x10 1x40', [store('c')]: '1x60' },
    checks: { '5m': [], '10m': [], '12m': [away(2)], '20m': [away(1)], '28m': [] },
  },
  {
    name: 'is quiet where it is back within 5 minutes, again and again, and where an agent goes meanwhile',
    rule: 'LLMStoreAway',
    series: { [store('a')]: '1x5 0x3 1x3 0x3 1x3 0x3 1x30', [store('b')]: '1x26 0x2 stale' },
    checks: { '9m': [], '16m': [], '24m': [], '29m': [], '40m': [] },
  },
  {
    name: 'begins anew where the only agent restarts, and does not mind that another took its place',
    rule: 'LLMStoreAway',
    series: { [store('a')]: '1x5 0x3 stale 0x10 stale', [store('b')]: '_x22 0x20 1x10' },
    checks: { '15m': [], '17m': [away(1)], '25m': [away(1)], '46m': [] },
  },
  {
    name: 'is quiet about files and without series',
    rule: 'LLMStoreAway',
    series: { [store('a', 'file')]: '1x40', [store('b', 'file')]: '_x10 1x30' },
    checks: { '6m': [], '30m': [] },
  },
];

const folded = (instance: string, label = 'model') => series('understudy_label_overflow_total', { label, instance });
const overflow = (count: string) =>
  fired('info', { label: 'model' }, `${count} values were folded into "other" in 1 hour.`);

const overflows: readonly RuleCase[] = [
  {
    name: 'waits 30 minutes, fires over agents, resolves an hour after the last',
    rule: 'LLMLabelOverflow',
    series: { [folded('a')]: '0x10 2x120', [folded('b')]: '0x10 3x120', [folded('a', 'client')]: '7x130' },
    checks: { '40m': [], '42m': [overflow('5')], '60m': [overflow('5')], '75m': [] },
  },
  {
    name: 'fires at one',
    rule: 'LLMLabelOverflow',
    series: { [folded('a')]: '0x10 1x60' },
    checks: { '50m': [overflow('1')] },
  },
  {
    name: 'is quiet about what was before, about a restart and without series',
    rule: 'LLMLabelOverflow',
    series: { [folded('a')]: '9x30 0x60' },
    checks: { '25m': [], '45m': [], '80m': [] },
  },
];

const proven = (instance = 'a') =>
  series('understudy_drill_last_success_timestamp_seconds', { model: 'gpt-4o', instance });
const chain = (position: string, model = 'gpt-4o') =>
  series('understudy_chain_target_info', { model, position, provider: 'openai', upstream_model: model });
const unproven = (words: string) => fired('info', { model: 'gpt-4o' }, words);
/** 72 minutes. */
const source = { alerts: { provenWithinDays: 0.05 } };

const proofs: readonly RuleCase[] = [
  {
    name: 'waits an hour, fires where the last proof is too old, resolves with the next',
    rule: 'LLMChainUnproven',
    source,
    series: {
      [chain('0')]: '1x300',
      [chain('1')]: '1x300',
      [proven()]: '30x180 10800x120',
      [proven('b')]: '60x300',
    },
    checks: { '71m': [], '132m': [], '140m': [unproven('its last proof is 2h 19m 0s old.')], '183m': [], '240m': [] },
  },
  {
    name: 'fires where there never was one',
    rule: 'LLMChainUnproven',
    source,
    series: { [chain('1')]: '1x100', [proven()]: '_x90 5400x10' },
    checks: { '55m': [], '62m': [unproven('no drill ever proved it.')], '93m': [] },
  },
  {
    name: 'is quiet about models without a fallback, chains that are gone, and proofs of any agent',
    rule: 'LLMChainUnproven',
    source,
    series: {
      [chain('0', 'never drilled')]: '1x300',
      [chain('0', 'alone')]: '1x300',
      [series('understudy_drill_last_success_timestamp_seconds', { model: 'alone' })]: '0x300',
      [series('understudy_drill_last_success_timestamp_seconds', { model: 'gone' })]: '0x300',
      [chain('1')]: '1x300',
      [proven('a')]: '0x300',
      [proven('b')]: '0x60 3600x70 7800x70 12000x100',
    },
    checks: { '100m': [], '140m': [], '210m': [] },
  },
];

/** The agents themselves. */
export const AGENT_CASES: readonly RuleCase[] = [
  ...absences,
  ...outages,
  ...reloads,
  ...drifts,
  ...stores,
  ...overflows,
  ...proofs,
];
