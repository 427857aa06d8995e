import React from 'react';
import { of } from 'rxjs';
import { describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { FieldType, toDataFrame, type DataQueryRequest } from '@grafana/data';
import { locationService, setDataSourceSrv, type DataSourceSrv } from '@grafana/runtime';
import { renderPage, TEST_SETTINGS } from '../../testing/renderPage.tsx';
import { ScopeBar } from './ScopeBar.tsx';

const WITH_PROMETHEUS = { ...TEST_SETTINGS, prometheusUid: 'prom' };

/** A Prometheus that scrapes three agents, one of them with another configuration. */
function fakePrometheus(): void {
  const value = (refId: string, labels: Record<string, string>, number: number) =>
    toDataFrame({
      refId,
      fields: [
        { name: 'Time', type: FieldType.time, values: [Date.now()] },
        { name: 'Value', type: FieldType.number, labels, values: [number] },
      ],
    });
  const data = [
    value('configurations', { group: 'default', hash: 'a' }, 2),
    value('configurations', { group: 'default', hash: 'b' }, 1),
    value('age', {}, 12),
  ];
  const source = { query: (_request: DataQueryRequest) => of({ data }) };
  setDataSourceSrv({ get: async () => source } as never as DataSourceSrv);
}

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
    fakePrometheus();
    const { user } = renderPage(<ScopeBar choice="both" />, { settings: WITH_PROMETHEUS, path: '/overview?q=gpt' });
    await user.click(screen.getByRole('radio', { name: 'All agents' }));
    expect(locationService.getSearchObject()).toEqual({ q: 'gpt', scope: 'all' });
    expect(await screen.findByText('3 agents')).toBeVisible();
    expect(screen.getByText('from Prometheus')).toBeVisible();
    expect(screen.getByText('newest scrape 12 s ago')).toBeVisible();
    expect(screen.getByText('1 agent on another configuration')).toBeVisible();
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
