import React from 'react';
import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { locationService } from '@grafana/runtime';
import { getStatus, putChain, validateChain, type Finding } from '@understudy/contract';
import { chainAgent } from '../../../testing/chainAgent.ts';
import { exampleData } from '../../../testing/fakeAgent.ts';
import { renderPage, type PageOptions, type RenderedPage } from '../../../testing/renderPage.tsx';
import { ChainsPage } from '../ChainsPage.tsx';

const CHAIN = { model: 'gpt-4o', fallbacks: ['claude-sonnet', 'gemini-2.5-flash', 'llama3.3:70b'] };

async function open(options: PageOptions & { agent?: ReturnType<typeof chainAgent> } = {}) {
  const agent = options.agent ?? chainAgent(CHAIN);
  const page: RenderedPage = renderPage(<ChainsPage />, { path: '/chains?model=gpt-4o', ...options, agent });
  await screen.findByRole('complementary', { name: 'What this chain does' });
  return { ...page, agent };
}

const list = () => screen.getByRole('list', { name: 'Fallbacks, in order' });
const steps = (): (string | undefined)[] =>
  within(list())
    .queryAllByRole('listitem')
    .map((item) => item.querySelector('[data-cell="name"]')?.textContent ?? undefined);
const handle = (model: string) => screen.getByRole('button', { name: new RegExp(`^Reorder ${model}`) });

const finding = (step: number, over: Partial<Finding> = {}): Finding => ({
  severity: 'warning',
  code: 'fallback_cost',
  path: `chains[0].fallbacks[${step - 1}]`,
  message: 'it is dear',
  fix: 'choose another',
  short: '3.3× the price of gpt-4o.',
  about: [{ chain: 'gpt-4o', list: 'fallbacks', step }],
  ...over,
});

describe('the chain of a model', () => {
  it('says what it does: steps, the way between them, retries, today', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1, name: 'gpt-4o' })).toBeInTheDocument();
    expect(steps()).toEqual(CHAIN.fallbacks);
    expect(screen.getByText('when gpt-4o fails, after up to 14 s of retries')).toBeInTheDocument();
    expect(screen.getByText('18,402 requests today, 12.6% on a fallback.')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Show events' })).toHaveAttribute(
      'href',
      '/a/understudy-fallback-app/activity?model=gpt-4o',
    );
    expect(screen.getByText('after step 3, or 300 s in all')).toBeInTheDocument();
    expect(screen.getByText('Never proven')).toBeInTheDocument();
  });

  it('has no edit control for a viewer, and the warnings all the same', async () => {
    await open({ role: 'viewer', agent: chainAgent({ model: 'gpt-4o', fallbacks: ['gpt-4-turbo'] }) });
    expect(screen.getByText('You can look, not edit: viewer.')).toBeInTheDocument();
    expect(screen.getByText('3.7× the price of gpt-4o.')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Reorder|Remove|Move|Test fallback|More for/ }),
    ).not.toBeInTheDocument();
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
    expect(screen.queryByRole('radio')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'History' })).toBeInTheDocument();
  });

  it('is read-only while a file is in charge, and says so', async () => {
    const agent = chainAgent(CHAIN);
    const status = exampleData(getStatus);
    agent.answer(getStatus, { ...status, config: { ...status.config, managed: true } });
    await open({ agent });
    expect(await screen.findByText(/A file is in charge of this agent/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Reorder/ })).not.toBeInTheDocument();
  });

  it('is to be made where the model has none', async () => {
    const { user, agent } = await open({ agent: chainAgent() });
    expect(screen.getByText('gpt-4o has no fallback yet: add the first one')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Test fallback' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('combobox', { name: 'Add a fallback' }));
    await user.click(await screen.findByRole('option', { name: /claude-sonnet/ }));
    await user.click(await screen.findByRole('button', { name: 'Review changes' }));
    await user.click(await screen.findByRole('button', { name: 'Save revision 129' }));
    await waitFor(() => expect(agent.stored('gpt-4o')?.fallbacks).toEqual(['claude-sonnet']));
    expect(agent.calls(putChain)[0]?.etag).toBeUndefined();
  });

  it('is not found where there is no such model', async () => {
    renderPage(<ChainsPage />, { agent: chainAgent(), path: '/chains?model=nope%2Fmodel' });
    expect(await screen.findByText('There is no model nope/model')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All chains' })).toBeInTheDocument();
  });
});

describe('editing', () => {
  it('moves a step with Alt and an arrow key, says so, and keeps the focus', async () => {
    const { user } = await open();
    handle('llama3.3:70b').focus();
    await user.keyboard('{Alt>}{ArrowUp}{ArrowUp}{ArrowUp}{/Alt}');
    expect(steps()).toEqual(['llama3.3:70b', 'claude-sonnet', 'gemini-2.5-flash']);
    expect(screen.getByText('llama3.3:70b, now fallback 1 of 3')).toBeInTheDocument();
    expect(handle('llama3.3:70b')).toHaveFocus();
    expect(screen.getByText('Moved')).toBeInTheDocument();
    expect(screen.getByText('1 unsaved change')).toBeInTheDocument();
  });

  it('moves a step by its menu', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Move claude-sonnet' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Move down' }));
    expect(steps()[0]).toBe('gemini-2.5-flash');
  });

  it('removes a step, gives the focus to the next, and takes it back with Ctrl+Z', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Remove claude-sonnet' }));
    expect(steps()).toEqual(['gemini-2.5-flash', 'llama3.3:70b']);
    expect(handle('gemini-2.5-flash')).toHaveFocus();
    await user.keyboard('{Control>}z{/Control}');
    expect(steps()).toEqual(CHAIN.fallbacks);
    expect(screen.queryByRole('button', { name: 'Review changes' })).not.toBeInTheDocument();
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(steps()).toHaveLength(2);
  });

  it('lists last what cannot be added, with the reason, and does not add it', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('combobox', { name: 'Add a fallback' }));
    expect(await screen.findByRole('option', { name: /gpt-4-turbo.*openai · 10\.00 \/ 30\.00/ })).toBeInTheDocument();
    expect(screen.getByRole('option', { name: /gpt-4o is already the primary/ })).toBeInTheDocument();
    await user.keyboard('mistral');
    expect(await screen.findByRole('option', { name: /Provider mistral has no key/ })).toBeInTheDocument();
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await user.keyboard('{Enter}');
    expect(steps()).toEqual(CHAIN.fallbacks);
  });

  it('adds what is typed, not what was listed before, where Enter comes faster than the list', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('combobox', { name: 'Add a fallback' }));
    expect(await screen.findByRole('option', { name: /gpt-4-turbo/ })).toBeInTheDocument();
    await user.keyboard('mistral{Enter}');
    expect(steps()).toEqual(CHAIN.fallbacks);
    await user.keyboard('nothing of the kind{Enter}');
    expect(steps()).toEqual(CHAIN.fallbacks);
  });

  it('changes what the panel says with the preset, and goes back to that of the policy', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('radio', { name: 'Single' }));
    expect(screen.getByText('when gpt-4o fails, at once')).toBeInTheDocument();
    expect(screen.getByText('after step 1, or 300 s in all')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Use that of the policy' }));
    expect(screen.getByText('after step 3, or 300 s in all')).toBeInTheDocument();
  });

  it('gives a special list its own steps, none, or those above', async () => {
    const { user } = await open();
    const head = screen.getByRole('button', { name: /When content is filtered/ });
    expect(head).toHaveTextContent('no fallback: off in the policy');
    await user.click(head);
    await user.click(screen.getByRole('radio', { name: 'A list of its own' }));
    expect(
      within(screen.getByRole('list', { name: 'When content is filtered' })).getAllByRole('listitem'),
    ).toHaveLength(3);
    await user.click(screen.getByRole('radio', { name: 'No fallback' }));
    await user.click(head);
    expect(head).toHaveTextContent(/no fallback$/);
    expect(screen.getByText('1 unsaved change')).toBeInTheDocument();
  });

  it('switches the chain off', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'More for gpt-4o' }));
    await user.click(await screen.findByRole('menuitem', { name: /Switch off/ }));
    expect(screen.getByText('the chain is off: gpt-4o is called alone')).toBeInTheDocument();
    expect(screen.getByText('Nothing: the chain is off, and the primary is called alone.')).toBeInTheDocument();
  });

  it('asks before it discards three changes, not before one', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Remove claude-sonnet' }));
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    expect(steps()).toEqual(CHAIN.fallbacks);
  });
});

describe('findings', () => {
  it('stand under their step once nothing was edited for a moment', async () => {
    const agent = chainAgent(CHAIN);
    agent.find(finding(1));
    const { user } = await open({ agent });
    await waitFor(() =>
      expect(within(list()).getAllByRole('listitem')[0]).toHaveTextContent('3.3× the price of gpt-4o.'),
    );
    const before = agent.calls(validateChain).length;
    handle('claude-sonnet').focus();
    await user.keyboard('{Alt>}{ArrowDown}{ArrowDown}{/Alt}');
    // Until it is checked anew the warning moves with its step.
    expect(within(list()).getAllByRole('listitem')[2]).toHaveTextContent('3.3× the price of gpt-4o.');
    await waitFor(() => expect(agent.calls(validateChain).length).toBe(before + 1));
    expect(agent.calls(validateChain).at(-1)?.body?.fallbacks).toEqual([
      'gemini-2.5-flash',
      'llama3.3:70b',
      'claude-sonnet',
    ]);
  });

  it('that refuse the chain keep it from being reviewed', async () => {
    const agent = chainAgent(CHAIN);
    const { user } = await open({ agent });
    agent.find(finding(1, { severity: 'error', short: 'claude-sonnet → gpt-4o makes a circle.' }));
    await user.click(screen.getByRole('button', { name: 'Remove claude-sonnet' }));
    expect(await screen.findByText('claude-sonnet → gpt-4o makes a circle.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /Review changes/ })).toHaveAttribute('aria-disabled', 'true');
  });

  it('are those of the rules here while the agent does not check', async () => {
    const agent = chainAgent({ model: 'gpt-4o', fallbacks: ['gpt-4-turbo'] });
    agent.fail(validateChain, 'limited');
    await open({ agent });
    expect(await screen.findByText('3.7× the price of gpt-4o.')).toBeInTheDocument();
  });
});

describe('the address', () => {
  it('closes a drawer with Back, and opens one by its link', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'History' }));
    expect(await screen.findByRole('dialog', { name: /History of gpt-4o/ })).toBeInTheDocument();
    expect(locationService.getSearch().get('drawer')).toBe('history');
    locationService.getHistory().goBack();
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('of a review that is over opens nothing', async () => {
    await open({ path: '/chains?model=gpt-4o&drawer=review' });
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});
