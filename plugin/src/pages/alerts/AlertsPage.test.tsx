import React from 'react';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { getAlerts } from '@understudy/contract';
import { AlertingClientContext } from '../../api/alerting/AlertingClientContext.ts';
import { GrafanaError } from '../../api/alerting/GrafanaError.ts';
import type { RuleStatus } from '../../api/alerting/ruleStates.ts';
import { rulesFixture } from '../../testing/alertFixtures.ts';
import { FakeAlerting } from '../../testing/FakeAlerting.ts';
import { fakeAgent, type FakeAgent } from '../../testing/fakeAgent.ts';
import { fakePrometheus } from '../../testing/fakePrometheus.ts';
import { renderPage, TEST_SETTINGS, type PageOptions } from '../../testing/renderPage.tsx';
import { AlertsPage } from './AlertsPage.tsx';
import { grafanaRule } from './install/grafanaRule.ts';

const RULES = rulesFixture();
const TARGET = { folderUid: 'understudy', group: 'understudy.alerts', sourceUid: 'prom' };
const WITH_PROMETHEUS = { ...TEST_SETTINGS, prometheusUid: 'prom' };

function agentWith(rules = RULES): FakeAgent {
  const agent = fakeAgent();
  agent.answer(getAlerts, rules);
  return agent;
}

function show({ grafana = new FakeAlerting(), ...options }: PageOptions & { readonly grafana?: FakeAlerting } = {}) {
  const page = renderPage(
    <AlertingClientContext.Provider value={grafana.client}>
      <AlertsPage />
    </AlertingClientContext.Provider>,
    { agent: agentWith(), path: '/alerts', ...options },
  );
  return { ...page, grafana };
}

function installed(change: object = {}): FakeAlerting {
  const grafana = new FakeAlerting();
  grafana.rules = RULES.alerting.rules.map((rule) => ({ ...grafanaRule(rule, TARGET), ...change }));
  grafana.folders = [{ uid: 'understudy', title: 'Understudy' }];
  return grafana;
}

const FIRING: RuleStatus = {
  type: 'alerting',
  name: 'LLMFallbackRateHigh',
  query: 'job_model:understudy_fallback:ratio_rate5m > 0.1',
  health: 'ok',
  state: 'firing',
  labels: { severity: 'warning' },
  file: 'understudy.rules.yml',
  group: 'understudy.alerts',
  alerts: [
    {
      state: 'firing',
      labels: { model: 'gpt-4o', job: 'understudy-agent', severity: 'warning' },
      annotations: { description: 'gpt-4o: 34%.' },
      activeAt: '2026-11-21T08:00:00Z',
    },
  ],
};

const rowOf = async (name: string) => (await screen.findByRole('button', { name })).closest('li') as HTMLElement;

describe('the list', () => {
  it('shows each rule with its meaning, its threshold and where it is evaluated', async () => {
    const grafana = new FakeAlerting();
    fakePrometheus({ recorded: [] });
    grafana.statuses = { grafana: [], prom: [FIRING] };
    const { user } = show({ grafana, settings: WITH_PROMETHEUS });
    const row = await rowOf('LLMFallbackRateHigh');
    await within(row).findByText('Firing');
    expect(row).toHaveTextContent('more than 10% in 15 minutes, for 5m');
    expect(row).toHaveTextContent('Prometheus');
    expect(await rowOf('LLMAgentAbsent')).toHaveTextContent('Not installed');
    await user.click(within(row).getByRole('button', { name: 'LLMFallbackRateHigh' }));
    expect(within(row).getByRole('list', { name: 'What it found' })).toHaveTextContent('gpt-4o: 34%.');
    expect(within(row).getByRole('region', { name: /^Expression/ })).toHaveTextContent('> 0.1');
    expect(within(row).getByRole('link', { name: /fallback-rate/ })).toBeVisible();
  });

  it('says what another version is, and what cannot fire without its series', async () => {
    const grafana = installed();
    fakePrometheus({ recorded: [] });
    grafana.statuses = {
      grafana: [
        { ...FIRING, name: 'x', uid: 'LLMFallbackRateHigh', state: 'inactive', alerts: [], file: 'Understudy' },
      ],
      prom: [{ ...FIRING, name: 'LLMAgentAbsent', labels: RULES.alerting.rules[1]?.labels, query: 'absent(up)' }],
    };
    show({ grafana, settings: WITH_PROMETHEUS });
    await waitFor(async () => expect(await rowOf('LLMFallbackRateHigh')).toHaveTextContent('No series'));
    expect(await rowOf('LLMAgentAbsent')).toHaveTextContent('Another version');
    expect(screen.getByRole('region', { name: 'Recording rules' })).toHaveTextContent('1 of 1 not recorded');
  });

  it('is filtered by the address, and says where nothing is left', async () => {
    const { user } = show({ path: '/alerts?severity=critical' });
    await rowOf('LLMAgentAbsent');
    expect(screen.queryByRole('button', { name: 'LLMFallbackRateHigh' })).toBeNull();
    await user.type(screen.getByRole('textbox', { name: 'Search rules' }), 'zebra');
    expect(await screen.findByText('No rule matches these filters')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await rowOf('LLMFallbackRateHigh');
  });

  it('reads the alerts themselves where the rules of Prometheus are closed', async () => {
    const grafana = new FakeAlerting();
    const labels = { alertname: 'LLMAgentAbsent', alertstate: 'firing', ...RULES.alerting.rules[1]?.labels };
    fakePrometheus({ alerts: [{ labels, value: 1 }] });
    show({ grafana, settings: WITH_PROMETHEUS });
    await waitFor(async () => expect(await rowOf('LLMAgentAbsent')).toHaveTextContent('Firing'));
    expect(await rowOf('LLMFallbackRateHigh')).toHaveTextContent('Unknown');
    expect(screen.getByText('It shows alerts, not rules.')).toBeVisible();
  });

  it('tells where Prometheus does not answer, and keeps the rules', async () => {
    fakePrometheus(new Error('bad gateway'));
    show({ settings: WITH_PROMETHEUS });
    expect(await screen.findByText('bad gateway')).toBeVisible();
    expect(await rowOf('LLMFallbackRateHigh')).toHaveTextContent('Unknown');
  });

  it('is open to a viewer, without a control to install', async () => {
    const grafana = installed();
    show({ role: 'viewer', grafana });
    await rowOf('LLMFallbackRateHigh');
    expect(screen.queryByRole('switch')).toBeNull();
    expect(screen.queryByRole('button', { name: /install/i })).toBeNull();
    expect(screen.getByRole('button', { name: 'Rule file' })).toBeVisible();
    expect(screen.getByText('You can look, not edit: viewer.')).toBeVisible();
  });

  it('tells that the agent is down', async () => {
    const agent = fakeAgent();
    agent.failAll('unreachable');
    show({ agent });
    expect(await screen.findByRole('alert')).toHaveTextContent('does not answer');
  });
});

describe('the rule file', () => {
  it('is shown with the command that writes it', async () => {
    show({ path: '/alerts?drawer=file' });
    const drawer = await screen.findByRole('dialog', { name: /Rule file for Prometheus/ });
    expect(within(drawer).getByRole('region', { name: 'Rule file' })).toHaveTextContent('understudy.recording');
    expect(within(drawer).getByRole('region', { name: 'Command' })).toHaveTextContent('understudy rules');
  });
});

describe('an install', () => {
  async function opened(grafana: FakeAlerting, agent = agentWith()) {
    fakePrometheus({ recorded: [{ labels: { __name__: 'job_model:understudy_fallback:ratio_rate5m' }, value: 1 }] });
    const page = show({ grafana, agent, path: '/alerts?drawer=install', settings: WITH_PROMETHEUS });
    const drawer = await screen.findByRole('dialog', { name: /Install in Grafana/ });
    return { ...page, drawer };
  }

  it('shows what it would do, does it step by step, and tells its end', async () => {
    const { user, drawer, grafana } = await opened(new FakeAlerting());
    expect(within(drawer).getByRole('list', { name: 'Create (2)' })).toHaveTextContent('LLMAgentAbsent');
    await user.click(within(drawer).getByRole('button', { name: 'Apply 2 changes' }));
    expect(await within(drawer).findByText('Grafana evaluates the rules')).toBeVisible();
    const steps = within(drawer).getByRole('list', { name: 'Steps' });
    expect(steps).toHaveTextContent('Understudy, created');
    expect(steps).toHaveTextContent('2 written, every 30 s');
    expect(grafana.rules.map(({ uid }) => uid)).toEqual(['LLMFallbackRateHigh', 'LLMAgentAbsent']);
  });

  it('takes what is switched off away, and leaves the rest', async () => {
    const grafana = installed();
    fakePrometheus({ recorded: [] });
    const { user } = show({ grafana, settings: WITH_PROMETHEUS });
    await user.click(await screen.findByRole('switch', { name: 'LLMAgentAbsent in Grafana' }));
    await user.click(screen.getByRole('button', { name: 'Review 1 change' }));
    const drawer = await screen.findByRole('dialog', { name: /Install in Grafana/ });
    expect(within(drawer).getByRole('list', { name: 'Remove (1)' })).toHaveTextContent('LLMAgentAbsent');
    expect(within(drawer).getByRole('list', { name: 'Stay as they are (1)' })).toHaveTextContent('LLMFallbackRateHigh');
    await user.click(within(drawer).getByRole('button', { name: 'Apply 1 change' }));
    await within(drawer).findByText('Grafana evaluates the rules');
    expect(grafana.rules.map(({ uid }) => uid)).toEqual(['LLMFallbackRateHigh']);
  });

  it('leaves what was edited in Grafana until somebody says to overwrite it', async () => {
    const { user, drawer, grafana } = await opened(installed({ for: '1h' }));
    expect(within(drawer).getByRole('list', { name: 'Stay as edited in Grafana (2)' })).toBeVisible();
    expect(within(drawer).queryByRole('button', { name: /^Apply/ })).toBeNull();
    await user.click(within(drawer).getByRole('checkbox', { name: /Overwrite 2 rules/ }));
    await user.click(within(drawer).getByRole('button', { name: 'Apply 2 changes' }));
    await within(drawer).findByText('Grafana evaluates the rules');
    expect(grafana.rules.map((rule) => rule.for)).toEqual(['5m', '5m']);
  });

  it('says which step failed, why, and does all of it again', async () => {
    const grafana = new FakeAlerting();
    grafana.failing = { writeGroup: new GrafanaError('database is locked', 500) };
    const { user, drawer } = await opened(grafana);
    await user.click(within(drawer).getByRole('button', { name: 'Apply 2 changes' }));
    expect(await within(drawer).findByRole('alert')).toHaveTextContent('Grafana did not take the rules');
    expect(within(drawer).getByText('database is locked').closest('li')).toHaveTextContent('Rule group');
    expect(within(drawer).getByText('Read back').closest('li')).toHaveTextContent('not done');
    grafana.failing = {};
    await user.click(within(drawer).getByRole('button', { name: 'Retry' }));
    expect(await within(drawer).findByText('Grafana evaluates the rules')).toBeVisible();
  });

  it('is not offered for what a file keeps', async () => {
    const grafana = installed({ provenance: 'file' });
    show({ grafana });
    const widget = await screen.findByRole('switch', { name: 'LLMAgentAbsent in Grafana' });
    expect(widget).toBeDisabled();
    expect(screen.queryByRole('button', { name: /install/i })).toBeNull();
  });

  it('is taken back after it asked', async () => {
    const { user, drawer, grafana } = await opened(installed());
    await user.click(within(drawer).getByRole('button', { name: 'Remove from Grafana' }));
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    expect(await screen.findByText('The rules are gone from Grafana')).toBeVisible();
    expect(grafana.rules).toEqual([]);
  });
});
