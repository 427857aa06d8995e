import React from 'react';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { locationService } from '@grafana/runtime';
import { listChains } from '@understudy/contract';
import { chainAgent } from '../../testing/chainAgent.ts';
import { renderPage, type PageOptions } from '../../testing/renderPage.tsx';
import { ChainsPage } from './ChainsPage.tsx';

const agentWithChains = () =>
  chainAgent(
    { model: 'gpt-4o', fallbacks: ['claude-sonnet', 'llama3.3:70b'] },
    { model: 'claude-sonnet', fallbacks: ['mistral-large'], enabled: false },
    { model: 'azure/gpt-4.1-eu', fallbacks: ['gpt-4o'], preset: 'single' },
  );

const show = (options: PageOptions = {}) =>
  renderPage(<ChainsPage />, { agent: agentWithChains(), path: '/chains', ...options });

const models = async (): Promise<string[]> => {
  const table = await screen.findByRole('table');
  return within(table)
    .getAllByRole('link')
    .map((link) => link.textContent);
};

describe('the list of chains', () => {
  it('has a whole chain on each line, and a link to it', async () => {
    show();
    expect(await models()).toEqual(['azure/gpt-4.1-eu', 'claude-sonnet', 'gpt-4o']);
    expect(screen.getByRole('link', { name: 'azure/gpt-4.1-eu' })).toHaveAttribute(
      'href',
      '/a/understudy-fallback-app/chains?model=azure%2Fgpt-4.1-eu',
    );
    const row = screen.getByRole('link', { name: 'gpt-4o' }).closest('tr');
    expect(row).toHaveTextContent(/claude-sonnet.*llama3\.3:70b.*Primary.*Patient.*12\.6%.*never/);
    expect(screen.getByRole('link', { name: 'claude-sonnet' }).closest('tr')).toHaveTextContent('Off');
  });

  it('is searched by models and steps, in the address too', async () => {
    const { user } = show();
    await models();
    await user.keyboard('/');
    await user.keyboard('MISTRAL');
    await waitFor(async () => expect(await models()).toEqual(['claude-sonnet']));
    expect(locationService.getSearch().get('q')).toBe('MISTRAL');
    await user.keyboard('x');
    await user.click(await screen.findByRole('button', { name: 'Clear filters' }));
    expect(await models()).toHaveLength(3);
  });

  it('filters what was not proven lately', async () => {
    const { user } = show();
    const filter = await screen.findByRole('button', { name: '3 not proven in 30 days.' });
    await user.click(filter);
    expect(filter).toHaveAttribute('aria-pressed', 'true');
    expect(locationService.getSearch().get('proven')).toBe('false');
  });

  it('asks the agent for the chains of a breaker, and says so', async () => {
    const { agent, user } = show({ path: '/chains?provider=openai&upstreamModel=gpt-4o' });
    await models();
    expect(agent.calls(listChains)[0]?.query).toMatchObject({ provider: 'openai', upstreamModel: 'gpt-4o' });
    await user.click(screen.getByRole('button', { name: /openai \/ gpt-4o/ }));
    expect(locationService.getSearch().toString()).toBe('');
  });

  it('is sorted by a head, in the address too', async () => {
    const { user } = show();
    await models();
    await user.click(screen.getByRole('button', { name: 'Sort column Model' }));
    await waitFor(async () => expect(await models()).toEqual(['gpt-4o', 'claude-sonnet', 'azure/gpt-4.1-eu']));
    expect(locationService.getSearch().get('sort')).toBe('-model');
  });

  it('shows fifty chains at a time', async () => {
    const many = Array.from({ length: 120 }, (_, at) => ({ model: `m-${at}`, fallbacks: ['gpt-4o'] }));
    const { user } = show({ agent: chainAgent(...many) });
    expect(await models()).toHaveLength(50);
    await user.click(screen.getByRole('button', { name: '3' }));
    await waitFor(async () => expect(await models()).toHaveLength(20));
    expect(locationService.getSearch().get('page')).toBe('3');
  });

  it('teaches where there is none', async () => {
    show({ agent: chainAgent() });
    expect(await screen.findByText('No model has a chain yet')).toBeInTheDocument();
  });

  it('offers a new chain to editors alone', async () => {
    const { unmount } = show({ role: 'viewer' });
    await models();
    expect(screen.queryByRole('button', { name: 'Add chain' })).not.toBeInTheDocument();
    expect(screen.getByText('You can look, not edit: viewer.')).toBeInTheDocument();
    unmount();
    const { user } = show({ role: 'editor' });
    await user.click(await screen.findByRole('button', { name: 'Add chain' }));
    expect(await screen.findByRole('combobox', { name: 'Model that gets a chain' })).toHaveFocus();
  });
});
