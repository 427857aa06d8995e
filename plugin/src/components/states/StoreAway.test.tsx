import React from 'react';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { getHealth, getStatus, type AgentStatus, type StoreStatus } from '@understudy/contract';
import { exactTime } from '../../format/format.ts';
import { useAgentQuery } from '../../hooks/useAgentQuery.ts';
import { exampleData, fakeAgent, storeAway, type FakeAgent } from '../../testing/fakeAgent.ts';
import { renderPage } from '../../testing/renderPage.tsx';
import { Page } from '../Page.tsx';
import { QueryState } from '../QueryState.tsx';
import { RefreshControl } from '../RefreshControl.tsx';

const SINCE = '2026-03-10T11:58:00.000Z';
const THERE: StoreStatus = {
  kind: 'redis',
  address: 'redis://cache:6379',
  connected: true,
  since: null,
  problem: null,
};
const AWAY: StoreStatus = { ...THERE, connected: false, since: SINCE, problem: 'connect ECONNREFUSED' };

function agentWith(store: StoreStatus, config: Partial<AgentStatus['config']> = {}): FakeAgent {
  const agent = fakeAgent();
  const status = exampleData(getStatus);
  agent.answer(getStatus, { ...status, store, config: { ...status.config, ...config } });
  return agent;
}

function Health() {
  return (
    <QueryState query={useAgentQuery(getHealth)} skeleton={null}>
      {({ data }) => <p>health: {data.status}</p>}
    </QueryState>
  );
}

const show = (agent: FakeAgent) =>
  renderPage(
    <Page title="Overview" scope="agent" actions={<RefreshControl />}>
      <Health />
    </Page>,
    { agent },
  );

describe('a page of an agent with a shared store', () => {
  it('names the store and says nothing more while it is there', async () => {
    show(agentWith(THERE));
    expect(await screen.findByText('store redis://cache:6379')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says while it is away since when, why, and what still works, and shows the page', async () => {
    show(agentWith(AWAY));
    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent('The shared store is away');
    expect(notice).toHaveTextContent(
      `Redis at redis://cache:6379 has been away since ${exactTime(SINCE)}: connect ECONNREFUSED. The agent checkout-7c9f serves on with revision 7; changes cannot be saved until the store is back.`,
    );
    expect(await screen.findByText('health: degraded')).toBeVisible();
  });

  it('says of a managed agent, which saves no changes, what it misses', async () => {
    show(agentWith(AWAY, { managed: true }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'serves on with revision 7; tokens cannot be created, and circuits are not shared.',
    );
  });

  it('says of an agent that never reached it what it serves', async () => {
    show(agentWith(AWAY, { revision: 0 }));
    expect(await screen.findByRole('alert')).toHaveTextContent('serves with the file that it was started with');
  });

  it('says no more of it once it is back', async () => {
    const agent = agentWith(AWAY);
    const { user } = show(agent);
    await screen.findByRole('alert');
    agent.answer(getStatus, { ...exampleData(getStatus), store: THERE });
    await user.click(screen.getByRole('button', { name: /Refresh/ }));
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
  });

  it('is not called down where what only the store has cannot be read, and can be asked again', async () => {
    const agent = fakeAgent();
    agent.fail(getHealth, storeAway());
    const { user } = show(agent);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('This is in the shared store, which is away');
    expect(alert).toHaveTextContent('Bring Redis back, or try again');
    agent.answer(getHealth, exampleData(getHealth));
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('health: degraded')).toBeVisible();
  });
});
