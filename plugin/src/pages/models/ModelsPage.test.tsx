import React from 'react';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { locationService } from '@grafana/runtime';
import { createModel, deleteModel, listModels, patchModel, patchProvider, syncPrices } from '@understudy/contract';
import { agentError, exampleData, fakeAgent, storeAway } from '../../testing/fakeAgent.ts';
import { renderPage, type PageOptions } from '../../testing/renderPage.tsx';
import { ModelsPage } from './ModelsPage.tsx';

const show = (options: PageOptions = {}) => renderPage(<ModelsPage />, { path: '/models', ...options });

describe('models', () => {
  it('shows price, context, capabilities and use; unknown is the word', async () => {
    show();
    const row = (await screen.findByRole('rowheader', { name: /gpt-4o/ })).closest('tr');
    expect(row).toHaveTextContent(/openai.*2\.50.*10\.00.*unknown.*tools.*2/);
  });

  it('asks before a model that chains use is switched off', async () => {
    const { user, agent } = show();
    await user.click(await screen.findByRole('switch', { name: 'gpt-4o: enabled' }));
    const asked = await screen.findByRole('dialog', { name: /Disable gpt-4o/ });
    expect(asked).toHaveTextContent('2 chains skip it: gpt-4o, claude-sonnet.');
    await user.click(within(asked).getByRole('button', { name: 'Disable' }));
    await waitFor(() =>
      expect(agent.calls(patchModel)).toMatchObject([{ target: 'gpt-4o', body: { enabled: false }, etag: '"1"' }]),
    );
  });

  it('deletes with what hangs on it, after a question that names it', async () => {
    const { user, agent } = show();
    await user.click(await screen.findByRole('button', { name: 'Actions for gpt-4o' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    const asked = await screen.findByRole('dialog', { name: /Delete gpt-4o/ });
    expect(asked).toHaveTextContent('gpt-4o, claude-sonnet');
    await user.click(within(asked).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(agent.calls(deleteModel)).toMatchObject([{ query: { cascade: true }, etag: '"1"' }]));
  });

  it('says what is missing in the form before it asks the agent', async () => {
    const { user, agent } = show({ path: '/models?edit=' });
    await user.click(await screen.findByRole('button', { name: 'Save model' }));
    expect(screen.getAllByText('Needed.')).toHaveLength(2);
    expect(agent.calls(createModel)).toHaveLength(0);
  });

  it('shows what the agent refuses, with its place, and keeps what was typed', async () => {
    const agent = fakeAgent();
    const findings = [
      {
        severity: 'error' as const,
        code: 'range',
        path: 'models[0].price.input',
        message: 'is too high',
        fix: 'lower it',
      },
    ];
    const problem = { type: 'about:blank', title: 'Bad request', status: 400, detail: 'refused', findings };
    agent.fail(patchModel, agentError('refused', { problem }));
    const { user } = show({ agent, path: '/models?edit=gpt-4o' });
    const input = await screen.findByRole('textbox', { name: 'Input price' });
    await user.clear(input);
    await user.type(input, '9999999');
    await user.click(screen.getByRole('button', { name: 'Save model' }));
    expect(await screen.findByText('models[0].price.input')).toBeInTheDocument();
    expect(input).toHaveValue('9999999');
  });

  it('keeps what was typed where the store is away, and saves it on Retry', async () => {
    const agent = fakeAgent();
    agent.failOnce(patchModel, storeAway());
    const { user } = show({ agent, path: '/models?edit=gpt-4o' });
    await user.type(await screen.findByRole('textbox', { name: 'Display name' }), 'GPT');
    await user.click(screen.getByRole('button', { name: 'Save model' }));
    expect(await screen.findByText('Not saved: the shared store is away')).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Display name' })).toHaveValue('GPT');
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(locationService.getSearch().get('edit')).toBeNull());
    expect(agent.calls(patchModel)[1]).toMatchObject({ target: 'gpt-4o', body: { displayName: 'GPT' } });
  });

  it('closes the drawer when a model is saved', async () => {
    const { user, agent } = show({ path: '/models?edit=gpt-4o' });
    await user.type(await screen.findByRole('textbox', { name: 'Display name' }), 'GPT');
    await user.click(screen.getByRole('button', { name: 'Save model' }));
    await waitFor(() => expect(locationService.getSearch().get('edit')).toBeNull());
    expect(agent.calls(patchModel)).toMatchObject([{ target: 'gpt-4o', body: { displayName: 'GPT' } }]);
  });

  it('teaches where there is no model, and has nothing to edit for others', async () => {
    const agent = fakeAgent();
    agent.answer(listModels, { items: [], total: 0, next: null });
    show({ agent, role: 'editor' });
    expect(await screen.findByText('No model is configured')).toBeInTheDocument();
    expect(screen.getByText('You can look, not edit: editor.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Add model' })).not.toBeInTheDocument();
  });
});

describe('providers', () => {
  it('shows health, why, and where the key is', async () => {
    show({ path: '/models?tab=providers' });
    const row = (await screen.findByRole('rowheader', { name: 'openai' })).closest('tr');
    expect(row).toHaveTextContent(/Healthy.*3 of 1204 calls failed.*Key set.*env:OPENAI_API_KEY/);
  });

  it('leaves a key alone that was not typed again', async () => {
    const { user, agent } = show({ path: '/models?tab=providers&edit=openai' });
    await user.type(await screen.findByLabelText(/Priority/), '5');
    await user.click(screen.getByRole('button', { name: 'Save provider' }));
    await waitFor(() => expect(agent.calls(patchProvider)).toHaveLength(1));
    expect(agent.calls(patchProvider)[0]?.body).toMatchObject({ priority: 5, apiKey: 'env:OPENAI_API_KEY' });
  });
});

describe('price book', () => {
  it('compares first, and takes what is ticked', async () => {
    const agent = fakeAgent();
    const example = exampleData(syncPrices);
    const [change] = example.changes;
    const changes = change ? [change, { ...change, model: 'own', before: { input: 1, output: 2 } }] : [];
    agent.answer(syncPrices, { ...example, changes });
    const { user } = show({ agent, path: '/models?tab=prices' });
    await user.click(await screen.findByRole('button', { name: 'Compare prices' }));
    const drawer = await screen.findByRole('dialog', { name: /Compare prices/ });
    expect(within(drawer).getByRole('checkbox', { name: 'gpt-4o' })).toBeChecked();
    expect(within(drawer).getByRole('checkbox', { name: 'own' })).not.toBeChecked();
    await user.click(within(drawer).getByRole('button', { name: 'Take 1 price' }));
    await waitFor(() => expect(agent.calls(syncPrices)).toHaveLength(2));
    expect(agent.calls(syncPrices)[1]?.query).toEqual({ dryRun: false, overwrite: true, models: 'gpt-4o' });
  });
});
