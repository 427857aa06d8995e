import React from 'react';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { getHealth, getStatus } from '@understudy/contract';
import { usePrometheus } from '../hooks/usePrometheus.ts';
import { useAgentQuery } from '../hooks/useAgentQuery.ts';
import { agentError, exampleData, fakeAgent } from '../testing/fakeAgent.ts';
import { fakePrometheus } from '../testing/fakePrometheus.ts';
import { renderPage, TEST_SETTINGS, type PageOptions } from '../testing/renderPage.tsx';
import { Page } from './Page.tsx';
import { QueryState } from './QueryState.tsx';
import { RefreshControl } from './RefreshControl.tsx';
import { Skeleton } from './Skeleton.tsx';

function Health() {
  const query = useAgentQuery(getHealth);
  return (
    <QueryState query={query} skeleton={<Skeleton rows={2} />}>
      {({ data }) => <p>health: {data.status}</p>}
    </QueryState>
  );
}

function Fleet() {
  const query = usePrometheus('agents', {
    uid: 'prom',
    expressions: { agents: 'up' },
    rangeKey: 'now',
    rangeAt: (now) => ({ from: now, to: now }),
  });
  return (
    <QueryState query={query} skeleton={<Skeleton rows={2} />}>
      {() => <p>agents</p>}
    </QueryState>
  );
}

const show = (options: PageOptions = {}) =>
  renderPage(
    <Page title="Health" scope="agent" actions={<RefreshControl />}>
      <Health />
    </Page>,
    options,
  );

describe('a question on a page', () => {
  it('shows the answer', async () => {
    show();
    expect(await screen.findByText('health: degraded')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows a skeleton while the first answer takes its time, and nothing before that', async () => {
    const agent = fakeAgent();
    const release = agent.hold(getHealth);
    show({ agent });
    expect(screen.queryByRole('status', { name: 'Loading' })).not.toBeInTheDocument();
    expect(await screen.findByRole('status', { name: 'Loading' })).toBeVisible();
    release();
    expect(await screen.findByText('health: degraded')).toBeVisible();
  });

  it('tells an agent that is down once for the whole page, with cause and what it does not mean', async () => {
    const agent = fakeAgent();
    agent.failAll('unreachable');
    show({ agent });
    const alert = await screen.findByRole('alert');
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(1));
    expect(alert).toHaveTextContent('The agent does not answer');
    expect(alert).toHaveTextContent(/Grafana could not connect to checkout-agent:4101, since \d\d:\d\d:\d\d/);
    expect(alert).toHaveTextContent('Trying again every 10 s.');
    expect(alert).toHaveTextContent('Traffic may still flow: this is the control plane.');
    expect(screen.getByText('Nothing to show until the agent answers.')).toBeVisible();
  });

  it('keeps the last answer beside the failure, with its time, and recovers on Retry', async () => {
    const { agent, user } = show();
    await screen.findByText('health: degraded');
    agent.failAll('unreachable');
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The agent checkout-7c9f does not answer');
    expect(screen.getByText('health: degraded')).toBeVisible();
    expect(screen.getByText(/^As of \d\d:\d\d:\d\d\.$/)).toBeVisible();
    expect(screen.getByText(/^last answer \d\d:\d\d:\d\d$/)).toBeVisible();
    agent.recover();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
    expect(screen.queryByText(/^As of/)).not.toBeInTheDocument();
  });

  it.each([
    ['admin', 'link'],
    ['viewer', 'words'],
  ] as const)('without a configured agent an %s gets a way on: %s', (role, way) => {
    show({ role, settings: {} });
    expect(screen.getByText('No agent is connected')).toBeVisible();
    const link = screen.queryByRole('link', { name: 'Open Configuration' });
    if (way === 'link') expect(link).toHaveAttribute('href', expect.stringContaining('page=configuration'));
    else expect(link).not.toBeInTheDocument();
    if (way === 'words') expect(screen.getByText('Ask an admin to connect an agent.')).toBeVisible();
  });

  it('asks nothing of an agent that is not configured', () => {
    const { agent } = show({ settings: {} });
    expect(agent.calls(getStatus)).toHaveLength(0);
  });

  it('says whom to ask where the agent refuses the token, once', async () => {
    const agent = fakeAgent();
    agent.failAll(agentError('unauthorized', { status: 401 }));
    show({ agent, role: 'editor' });
    const alert = await screen.findByRole('alert');
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(1));
    expect(alert).toHaveTextContent('The agent refuses the token of this app');
    expect(alert).toHaveTextContent('Ask an admin to check the configuration.');
  });

  it('names Prometheus where that does not answer', async () => {
    fakePrometheus(new Error('bad gateway'));
    renderPage(<Fleet />, { settings: { ...TEST_SETTINGS, prometheusUid: 'prom' } });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Prometheus does not answer');
    expect(alert).toHaveTextContent('bad gateway');
  });

  it('names what a role does not open, without an alert', async () => {
    const agent = fakeAgent();
    agent.fail(getHealth, 'forbidden');
    show({ agent, role: 'viewer' });
    expect(await screen.findByText(/You are signed in as viewer/)).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('names both versions where they do not understand each other', async () => {
    const agent = fakeAgent();
    agent.fail(getHealth, 'incompatible');
    const status = exampleData(getStatus);
    agent.answer(getStatus, { ...status, agent: { ...status.agent, version: '0.9.0' } });
    show({ agent });
    expect(await screen.findByText(/The agent has version 0.9.0, the app 0.1.0/)).toBeVisible();
  });

  it('shows what the agent says of any other failure, and asks again on Retry', async () => {
    const agent = fakeAgent();
    agent.fail(getHealth, agentError('failed', { status: 500 }));
    const { user } = show({ agent });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The agent failed.');
    agent.answer(getHealth, { status: 'ok', reasons: [], checkedAt: '2026-03-10T12:00:00.000Z' });
    await user.click(screen.getByRole('button', { name: /Retry/ }));
    expect(await screen.findByText('health: ok')).toBeVisible();
  });
});
