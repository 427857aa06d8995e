import React from 'react';
import { expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { getHealth } from '@understudy/contract';
import { locationService } from '@grafana/runtime';
import { useAgentQuery } from '../hooks/useAgentQuery.ts';
import { renderPage } from '../testing/renderPage.tsx';
import { TimeControls } from './TimeControls.tsx';

function Health() {
  return <p>{useAgentQuery(getHealth).data?.data.status}</p>;
}

it('puts the refresh interval into the address, also the pause', async () => {
  const { user } = renderPage(<TimeControls />);
  await user.click(screen.getByRole('button', { name: /^Choose refresh time interval/ }));
  await user.click(await screen.findByRole('menuitemradio', { name: /1 minute/ }));
  expect(locationService.getSearchObject()).toEqual({ refresh: '1m' });
  await user.click(screen.getByRole('button', { name: /^Choose refresh time interval/ }));
  await user.click(await screen.findByRole('menuitemradio', { name: /off/i }));
  expect(locationService.getSearchObject()).toEqual({ refresh: 'off' });
});

it('asks again by hand', async () => {
  const { agent, user } = renderPage(
    <>
      <TimeControls />
      <Health />
    </>,
    { path: '/overview?refresh=off' },
  );
  await screen.findByText('degraded');
  await user.click(screen.getByRole('button', { name: 'Refresh' }));
  expect(agent.calls(getHealth)).toHaveLength(2);
});

it('moves the time range and keeps it in the address', async () => {
  const { user } = renderPage(<TimeControls />, { path: '/analytics?from=1000000&to=3000000&q=x' });
  await user.click(screen.getByRole('button', { name: /Move time range backwards/ }));
  expect(locationService.getSearchObject()).toEqual({ from: '0', to: '2000000', q: 'x' });
});
