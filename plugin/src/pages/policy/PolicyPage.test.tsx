import React from 'react';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { getPolicy, getStatus, listChains, putPolicy, resetPolicy } from '@understudy/contract';
import { agentError, exampleData, fakeAgent, storeAway } from '../../testing/fakeAgent.ts';
import { renderPage, type PageOptions } from '../../testing/renderPage.tsx';
import { PolicyPage } from './PolicyPage.tsx';

function agentWithPolicy(policy = {}) {
  const agent = fakeAgent();
  agent.answer(getPolicy, policy, '"7"');
  agent.answer(listChains, {
    ...exampleData(listChains),
    items: [
      { model: 'a', fallbacks: ['b'] },
      { model: 'b', fallbacks: ['a'], preset: 'single' },
    ],
    total: 2,
    next: null,
  });
  return agent;
}

const show = (options: PageOptions = {}) =>
  renderPage(<PolicyPage />, { agent: agentWithPolicy(), path: '/policy', ...options });

const retries = () => screen.findByRole('spinbutton', { name: 'Server error: retries' });

describe('the policy page', () => {
  it('shows what every trigger does, to one scale', async () => {
    show();
    expect(await retries()).toHaveValue(3);
    const row = screen.getByRole('rowheader', { name: /Rate limit/ }).closest('tr');
    expect(row).toHaveTextContent('2 s, 4 s, 8 s: 14 s');
    expect(screen.getByRole('rowheader', { name: /Content policy/ }).closest('tr')).toHaveTextContent('Off');
    expect(screen.getByText(/Every trigger is as in the preset/)).toBeInTheDocument();
  });

  it('follows the typing, and marks what is not saved', async () => {
    const { user } = show();
    await user.clear(await retries());
    await user.type(await retries(), '1');
    expect(screen.getByRole('rowheader', { name: /Server error/ }).closest('tr')).toHaveTextContent('2 s: 2 s');
    expect(screen.getByText('1 unsaved change')).toBeInTheDocument();
    expect(screen.getByText(/1 trigger differs from the preset/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Server error: differs from the saved policy' }));
    expect(await screen.findByText('Server error: retries was 3')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Reset' }));
    await waitFor(() => expect(screen.queryByText('1 unsaved change')).not.toBeInTheDocument());
  });

  it('puts a number right when it is left, and says so', async () => {
    const { user } = show();
    await user.clear(await retries());
    await user.type(await retries(), '99');
    await user.tab();
    expect(await retries()).toHaveValue(10);
    expect(screen.getByText('At most 10.')).toBeInTheDocument();
  });

  it('saves what was reviewed, with the reason and the version that it began with', async () => {
    const { user, agent, toasts } = show();
    await user.click(await screen.findByRole('switch', { name: 'Quota: fall back' }));
    await user.click(screen.getByRole('button', { name: 'Review changes' }));
    const review = await screen.findByRole('dialog', { name: /Review changes/ });
    expect(review).toHaveTextContent('Used by 2 chains, 1 overrides it');
    expect(within(review).getByRole('rowheader', { name: 'Quota: on' })).toBeInTheDocument();
    await user.type(within(review).getByLabelText(/Why/), 'quota is ours to see');
    await user.click(within(review).getByRole('button', { name: 'Save policy' }));
    await waitFor(() => expect(toasts).toContain('Revision 8 is in force'));
    const [dry, real] = agent.calls(putPolicy);
    expect(dry).toMatchObject({ query: { dryRun: true }, etag: '"7"' });
    expect(real).toMatchObject({
      body: { triggers: { quota: { enabled: false } } },
      etag: '"7"',
      reason: 'quota is ours to see',
    });
  });

  it('shows what the agent refuses, and keeps the edits', async () => {
    const { user, agent } = show();
    await user.click(await screen.findByRole('switch', { name: 'Quota: fall back' }));
    agent.fail(putPolicy, agentError('refused'));
    await user.click(screen.getByRole('button', { name: 'Review changes' }));
    const review = await screen.findByRole('dialog', { name: /Review changes/ });
    expect(await within(review).findByRole('alert')).toBeInTheDocument();
    expect(within(review).getByRole('button', { name: 'Save policy' })).toBeDisabled();
    await user.click(within(review).getByRole('button', { name: 'Back to editing' }));
    expect(screen.getByText('1 unsaved change')).toBeInTheDocument();
  });

  it('keeps edits and reason where the store is away, and saves them on Retry', async () => {
    const { user, agent, toasts } = show();
    await user.click(await screen.findByRole('switch', { name: 'Quota: fall back' }));
    await user.click(screen.getByRole('button', { name: 'Review changes' }));
    const review = await screen.findByRole('dialog', { name: /Review changes/ });
    await user.type(within(review).getByLabelText(/Why/), 'quota');
    await waitFor(() => expect(agent.calls(putPolicy)).toHaveLength(1));
    agent.failOnce(putPolicy, storeAway());
    await user.click(within(review).getByRole('button', { name: 'Save policy' }));
    const problem = await within(review).findByRole('alert');
    expect(problem).toHaveTextContent('Not saved: the shared store is away');
    expect(problem).toHaveTextContent('Bring Redis back');
    await user.click(within(problem).getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(toasts).toContain('Revision 8 is in force'));
    expect(agent.calls(putPolicy).at(-1)).toMatchObject({ reason: 'quota', etag: '"7"' });
  });

  it('keeps the edits where somebody else saved meanwhile, and lays them on top', async () => {
    const { user, agent } = show();
    await user.click(await screen.findByRole('switch', { name: 'Quota: fall back' }));
    await user.click(screen.getByRole('button', { name: 'Review changes' }));
    const review = await screen.findByRole('dialog', { name: /Review changes/ });
    await waitFor(() => expect(agent.calls(putPolicy)).toHaveLength(1));
    agent.answer(getPolicy, { maxDepth: 2 }, '"8"');
    agent.fail(putPolicy, agentError('conflict'));
    await user.click(within(review).getByRole('button', { name: 'Save policy' }));
    expect(await screen.findByText(/saved revision 9 while you were editing/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show what changed' }));
    expect(screen.getByRole('rowheader', { name: 'Most fallbacks' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Keep mine on top' }));
    await waitFor(() => expect(screen.queryByText(/while you were editing/)).not.toBeInTheDocument());
    expect(screen.getByRole('switch', { name: 'Quota: fall back' })).not.toBeChecked();
    expect(screen.getByRole('spinbutton', { name: 'Most fallbacks' })).toHaveValue(2);
  });

  it('goes back to the defaults after a look at what that changes', async () => {
    const { user, agent } = show({ agent: agentWithPolicy({ maxDepth: 2 }) });
    await user.click(await screen.findByRole('button', { name: 'Reset to defaults' }));
    const asked = await screen.findByRole('dialog', { name: /Reset the policy/ });
    expect(within(asked).getByRole('rowheader', { name: 'Most fallbacks' })).toBeInTheDocument();
    await user.click(within(asked).getByRole('button', { name: 'Reset to defaults' }));
    await waitFor(() => expect(agent.calls(resetPolicy)).toMatchObject([{ etag: '"7"' }]));
  });

  it.each(['viewer', 'managed'])('has nothing to edit: %s', async (why) => {
    const agent = agentWithPolicy();
    if (why === 'managed') {
      const status = exampleData(getStatus);
      agent.answer(getStatus, { ...status, config: { ...status.config, managed: true } });
    }
    show({ agent, role: why === 'viewer' ? 'viewer' : 'editor' });
    expect(await screen.findByText(/You can look, not edit/)).toBeInTheDocument();
    expect(screen.queryByRole('spinbutton')).not.toBeInTheDocument();
    expect(screen.queryByRole('switch')).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Reset to defaults' })).not.toBeInTheDocument();
  });
});
