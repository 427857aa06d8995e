import React from 'react';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { locationService } from '@grafana/runtime';
import { getOverview, getStatus, type OverviewModel } from '@understudy/contract';
import { exampleData, fakeAgent } from '../../testing/fakeAgent.ts';
import { renderPage, type PageOptions } from '../../testing/renderPage.tsx';
import { OverviewPage } from './OverviewPage.tsx';

const EXAMPLE = exampleData(getOverview);
const [GPT] = EXAMPLE.models;

function model(changes: Partial<OverviewModel>): OverviewModel {
  if (!GPT) throw new Error('the contract has no example of a model');
  return { ...GPT, ...changes };
}

function agentWith(models: readonly OverviewModel[], changes: Partial<typeof EXAMPLE> = {}) {
  const agent = fakeAgent();
  agent.answer(getOverview, { ...EXAMPLE, models: [...models], modelsTotal: models.length, ...changes });
  return agent;
}

const show = (options: PageOptions = {}) => renderPage(<OverviewPage />, { path: '/overview', ...options });

describe('Overview', () => {
  it('has the day in six figures and each model on a line, with a link to its chain', async () => {
    show();
    expect(await screen.findByText('117,338')).toBeInTheDocument();
    expect(screen.getByText('+4.2% vs. yesterday')).toBeInTheDocument();
    expect(screen.getByText('on top of $311.02')).toBeInTheDocument();
    const link = screen.getByRole('link', { name: 'gpt-4o' });
    expect(link).toHaveAttribute('href', '/a/understudy-fallback-app/chains?model=gpt-4o');
    expect(link.closest('tr')).toHaveTextContent(/claude-sonnet.*\+2.*12\.6%.*2,318.*18,402.*1\.4×.*Fallback 1/);
  });

  it('tells the ways in which a cost can stand', async () => {
    const agent = agentWith([
      model({ model: 'dear', costMultiplier: 9.2, exceeds2x: true, estimated: true }),
      model({ model: 'free', cost: 'extra', costMultiplier: null, extraCostUsd: 0.41 }),
      model({ model: 'priceless', cost: 'unpriced', costMultiplier: null }),
      model({ model: 'calm', cost: 'none', costMultiplier: null }),
    ]);
    show({ agent });
    const line = async (name: string) => (await screen.findByRole('link', { name })).closest('tr');
    expect(await line('dear')).toHaveTextContent('9.2× *');
    expect(await line('free')).toHaveTextContent('+$0.41');
    expect(await line('priceless')).toHaveTextContent('no price');
    expect(await line('calm')).toHaveTextContent('–');
    expect(screen.getByText(/\* Estimated/)).toBeInTheDocument();
  });

  it('has no footnote where nothing is estimated', async () => {
    show();
    await screen.findByText('117,338');
    expect(screen.queryByText(/Estimated/)).not.toBeInTheDocument();
  });

  it('asks the agent to sort, filter and leaf; the address says how', async () => {
    const agent = agentWith([model({})], { modelsTotal: 120 });
    const { user } = show({ agent, path: '/overview?page=2' });
    await screen.findByText('117,338');
    expect(agent.calls(getOverview).at(-1)?.query).toMatchObject({ cursor: '50', sort: 'rate', order: 'desc' });
    await user.click(screen.getByRole('button', { name: 'Sort column Model' }));
    await waitFor(() => expect(locationService.getSearch().get('sort')).toBe('model'));
    expect(locationService.getSearch().get('page')).toBeNull();
    await user.click(screen.getByRole('switch', { name: /Only above thresholds/ }));
    await waitFor(() =>
      expect(agent.calls(getOverview).at(-1)?.query).toMatchObject({ sort: 'model', order: 'asc', above: true }),
    );
  });

  it('says so where no model matches, and takes the filters off', async () => {
    const agent = agentWith([], { modelsTotal: 0 });
    const { user } = show({ agent, path: '/overview?q=a/b' });
    expect(await screen.findByText('No model matches “a/b”.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(locationService.getSearch().get('q')).toBeNull());
  });

  it('teaches where no request came yet', async () => {
    const total = { ...EXAMPLE.total, requests: 0 };
    show({ agent: agentWith([], { total }) });
    expect(await screen.findByText('No request has reached this agent today')).toBeInTheDocument();
    expect(screen.getByText('OPENAI_BASE_URL=http://127.0.0.1:4100/v1')).toBeInTheDocument();
  });

  it('names open breakers, at most three, with the chains that they touch', async () => {
    const agent = fakeAgent();
    const status = exampleData(getStatus);
    const [open] = status.breakers;
    const nextProbeAt = new Date(Date.now() + 41_500).toISOString();
    agent.answer(getStatus, {
      ...status,
      breakers: ['a', 'b', 'c', 'd'].flatMap((upstreamModel) =>
        open ? [{ ...open, upstreamModel, nextProbeAt, chains: 4 }] : [],
      ),
    });
    show({ agent });
    expect(await screen.findByText('4 breakers open')).toBeInTheDocument();
    expect(screen.getAllByRole('link', { name: '4 chains' })).toHaveLength(3);
    expect(screen.getByRole('link', { name: '1 more' })).toBeInTheDocument();
    expect(screen.getAllByText(/probe in 0:4[12]/)).toHaveLength(3);
  });

  it('keeps the last figures while the agent is away', async () => {
    const { agent, user } = show();
    await screen.findByText('117,338');
    agent.failAll('unreachable');
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByText(/Traffic may still flow/)).toBeInTheDocument();
    expect(screen.getByText('117,338')).toBeInTheDocument();
  });
});
