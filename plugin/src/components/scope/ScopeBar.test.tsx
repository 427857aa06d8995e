import React from 'react';
import { describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { locationService } from '@grafana/runtime';
import { fakePrometheus } from '../../testing/fakePrometheus.ts';
import { renderPage, TEST_SETTINGS } from '../../testing/renderPage.tsx';
import { ScopeBar } from './ScopeBar.tsx';

const WITH_PROMETHEUS = { ...TEST_SETTINGS, prometheusUid: 'prom' };

describe('the scope of a page', () => {
  it('names the agent, its group, its revision and how old the figures are', async () => {
    renderPage(<ScopeBar choice="both" />);
    expect(await screen.findByText('checkout-7c9f')).toBeVisible();
    const facts = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(facts).toEqual([
      'checkout-7c9f',
      'group default',
      'revision 7',
      expect.stringMatching(/^updated \d s ago$/),
    ]);
  });

  it('offers all agents only where a Prometheus is chosen, and says why not', async () => {
    const { user } = renderPage(<ScopeBar choice="both" />, { path: '/overview?scope=all' });
    const all = screen.getByRole('radio', { name: 'All agents' });
    expect(all).toBeDisabled();
    expect(screen.getByRole('radio', { name: 'This agent' })).toBeChecked();
    await user.hover(screen.getByText('All agents'));
    expect(await screen.findByText(/No Prometheus data source is chosen/)).toBeInTheDocument();
  });

  it('puts the choice into the address and speaks of the fleet', async () => {
    fakePrometheus({
      configurations: [
        { labels: { group: 'default', hash: 'a' }, value: 2 },
        { labels: { group: 'default', hash: 'b' }, value: 1 },
      ],
      age: [{ value: 12 }],
      storeless: [{ value: 2 }],
    });
    const { user } = renderPage(<ScopeBar choice="both" />, { settings: WITH_PROMETHEUS, path: '/overview?q=gpt' });
    await user.click(screen.getByRole('radio', { name: 'All agents' }));
    expect(locationService.getSearchObject()).toEqual({ q: 'gpt', scope: 'all' });
    expect(await screen.findByText('3 agents')).toBeVisible();
    expect(screen.getByText('from Prometheus')).toBeVisible();
    expect(screen.getByText('newest scrape 12 s ago')).toBeVisible();
    expect(screen.getByText('1 agent on another configuration')).toBeVisible();
    expect(screen.getByText('2 agents cannot reach their store')).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'This agent' }));
    expect(locationService.getSearchObject()).toEqual({ q: 'gpt', scope: 'agent' });
  });

  it('offers no choice on a page that edits', async () => {
    renderPage(<ScopeBar choice="agent" />, { settings: WITH_PROMETHEUS, path: '/chains?scope=all' });
    expect(screen.queryByRole('radiogroup')).not.toBeInTheDocument();
    expect(screen.getByText('This agent')).toBeVisible();
    expect(await screen.findByText('checkout-7c9f')).toBeVisible();
  });
});
