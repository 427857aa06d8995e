import { fired, series, type Labels, type RuleCase } from '../ruleCase.ts';

const target = { provider: 'openai', upstream_model: 'gpt-4o' };
const closed = (instance: string, labels: Labels = {}) =>
  series('understudy_circuit_state', { ...target, state: 'closed', instance, ...labels });
const open = (share: string) =>
  fired('warning', target, `its circuit was not closed for 15 minutes on ${share} of the agents.`);

/** Not closed for 15 minutes on half of the agents, for a minute. */
const OPEN: readonly RuleCase[] = [
  {
    name: 'fires after 15 minutes and one on half of the agents, and resolves when closed',
    rule: 'LLMCircuitOpenTooLong',
    series: {
      [closed('a')]: '1x5 0x29 1x20',
      [closed('b')]: '1x60',
      [closed('a', { state: 'open' })]: '0x5 1x29 0x20',
      [closed('b', { state: 'open' })]: '0x60',
    },
    checks: { '19m': [], '21m': [], '23m': [open('50%')], '34m': [open('50%')], '36m': [] },
  },
  {
    name: 'is quiet on a third of the agents, and where it closes now and then',
    rule: 'LLMCircuitOpenTooLong',
    series: {
      [closed('a')]: '0x60',
      [closed('a', { state: 'open' })]: '1x60',
      [closed('b')]: '1x60',
      [closed('c')]: '1x60',
      [closed('a', { upstream_model: 'other' })]: '1x5 0x9 1 0x9 1 0x9 1 0x9',
      [closed('a', { upstream_model: 'other', state: 'open' })]: '0x5 1x9 0 1x9 0 1x9 0 1x9',
    },
    checks: { '20m': [], '34m': [], '40m': [] },
  },
  {
    name: 'is not held back by probes, nor by an agent that restarts with it open',
    rule: 'LLMCircuitOpenTooLong',
    series: {
      [closed('a')]: '1x5 0x60',
      [closed('a', { state: 'open' })]: '0x5 1x4 0 1x10 0 1x30',
      [closed('a', { state: 'half_open' })]: '0x10 1 0x10 1 0x30',
    },
    checks: { '30m': [open('100%')], '50m': [open('100%')] },
  },
  {
    name: 'resolves where it stays half open because nobody calls',
    rule: 'LLMCircuitOpenTooLong',
    series: {
      [closed('a')]: '1x5 0x60',
      [closed('a', { state: 'open' })]: '0x5 1x24 0x60',
      [closed('a', { state: 'half_open' })]: '0x30 1x60',
    },
    checks: { '28m': [open('100%')], '44m': [open('100%')], '47m': [] },
  },
  {
    name: 'does not count agents that are gone',
    rule: 'LLMCircuitOpenTooLong',
    series: {
      [closed('a')]: '1x60',
      [closed('b')]: '1x60',
      [closed('c')]: '0x25 stale',
      [closed('c', { state: 'open' })]: '1x25 stale',
    },
    checks: { '20m': [], '28m': [], '35m': [] },
  },
];

const opened = (instance: string, to = 'open') =>
  series('understudy_circuit_transitions_total', { ...target, to, instance });
const flapping = (count: string) =>
  fired('info', target, `its circuit opened ${count} times in 30 minutes on one agent.`);

/** More than 5 times in 30 minutes on one agent, for 5. */
const FLAPPING: readonly RuleCase[] = [
  {
    name: 'waits 5 minutes, fires, resolves',
    rule: 'LLMCircuitFlapping',
    series: { [opened('a')]: '0x10 6x60' },
    checks: { '15m': [], '17m': [flapping('6')], '35m': [flapping('6')], '50m': [] },
  },
  {
    name: 'is quiet at five, on two agents together, about other moves and about a restart',
    rule: 'LLMCircuitFlapping',
    series: {
      [opened('a')]: '0x10 5x60',
      [opened('b')]: '0x10 4x60',
      [opened('c')]: '50x30 0x60',
      [opened('d', 'half_open')]: '0+1x60',
    },
    checks: { '20m': [], '35m': [], '40m': [] },
  },
];

const refused = (labels: Labels = {}) =>
  series('understudy_attempts_total', { model: 'gpt-4o', ...target, position: '0', result: 'auth', ...labels });
const auth = (count: string) =>
  fired('warning', { provider: 'openai' }, `it rejected the credentials of ${count} calls in 10 minutes.`);

/** 3 calls in 10 minutes, for 2. */
const AUTH: readonly RuleCase[] = [
  {
    name: 'waits 2 minutes, fires over models and agents, resolves',
    rule: 'LLMProviderAuthFailing',
    series: {
      [refused()]: '0x10 1x60',
      [refused({ model: 'other', upstream_model: 'mini' })]: '0x10 1x60',
      [refused({ instance: 'b' })]: '0x10 1x60',
    },
    checks: { '12m': [], '14m': [auth('3')], '19m': [auth('3')], '23m': [] },
  },
  {
    name: 'is quiet about two, about other results and about a restart',
    rule: 'LLMProviderAuthFailing',
    series: {
      [refused()]: '0x10 2x10 0x40',
      [refused({ result: 'success' })]: '0+9x60',
      [refused({ result: 'rate_limit' })]: '0+9x60',
      [refused({ provider: 'google' })]: '0x10 2x50',
    },
    checks: { '14m': [], '22m': [], '40m': [] },
  },
];

/** Providers and their circuits. */
export const TARGET_CASES: readonly RuleCase[] = [...OPEN, ...FLAPPING, ...AUTH];
