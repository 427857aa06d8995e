import React from 'react';
import { expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { getStatus } from '@understudy/contract';
import { exampleData, fakeAgent } from '../testing/fakeAgent.ts';
import { renderPage } from '../testing/renderPage.tsx';
import { ViewerLine } from './ViewerLine.tsx';

it('tells a viewer that they can look', () => {
  renderPage(<ViewerLine />, { role: 'viewer' });
  expect(screen.getByText('You can look, not edit: viewer.')).toBeVisible();
});

it('says nothing to who may edit', () => {
  renderPage(<ViewerLine />, { role: 'editor' });
  expect(screen.queryByText(/You can look/)).not.toBeInTheDocument();
});

it('tells an editor so on a page for admins', () => {
  renderPage(<ViewerLine needed="admin" />, { role: 'editor' });
  expect(screen.getByText('You can look, not edit: editor.')).toBeVisible();
});

it('tells everybody where a file is in charge', async () => {
  const agent = fakeAgent();
  const status = exampleData(getStatus);
  agent.answer(getStatus, { ...status, config: { ...status.config, managed: true } });
  renderPage(<ViewerLine />, { agent });
  expect(await screen.findByText('You can look, not edit: a file is in charge of this agent.')).toBeVisible();
});
