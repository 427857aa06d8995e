import React from 'react';
import { describe, expect, it, jest } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import { locationService } from '@grafana/runtime';
import {
  deleteChain,
  diffRevision,
  getConfig,
  getRevision,
  listRevisions,
  putChain,
  rollbackRevision,
} from '@understudy/contract';
import { chainAgent } from '../../../testing/chainAgent.ts';
import { agentError, storeAway } from '../../../testing/fakeAgent.ts';
import { renderPage, type PageOptions, type RenderedPage } from '../../../testing/renderPage.tsx';
import { ChainsPage } from '../ChainsPage.tsx';

const CHAIN = { model: 'gpt-4o', fallbacks: ['claude-sonnet', 'gemini-2.5-flash', 'llama3.3:70b'] };

async function open(options: PageOptions & { agent?: ReturnType<typeof chainAgent> } = {}) {
  const agent = options.agent ?? chainAgent(CHAIN);
  const page: RenderedPage = renderPage(<ChainsPage />, { path: '/chains?model=gpt-4o', ...options, agent });
  await screen.findByRole('complementary', { name: 'What this chain does' });
  return { ...page, agent };
}

async function review({ user }: RenderedPage): Promise<HTMLElement> {
  await user.keyboard('{Control>}s{/Control}');
  return screen.findByRole('dialog', { name: /Review changes to gpt-4o/ });
}

async function editAndReview(page: RenderedPage): Promise<HTMLElement> {
  await page.user.click(screen.getByRole('button', { name: 'Remove claude-sonnet' }));
  return review(page);
}

describe('saving a chain', () => {
  it('shows before and after, and stores it with the reason over what was read', async () => {
    const page = await open();
    screen.getByRole('button', { name: /^Reorder llama3.3:70b/ }).focus();
    await page.user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    const dialog = await editAndReview(page);
    const before = within(dialog).getByRole('region', { name: 'Revision 128' });
    const after = within(dialog).getByRole('region', { name: 'After saving' });
    expect(within(before).getByText('claude-sonnet').tagName).toBe('DEL');
    expect(
      within(after)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['llama3.3:70b was 3', 'gemini-2.5-flash ']);
    await page.user.type(within(dialog).getByRole('textbox', { name: /Why/ }), 'claude is dear');
    await page.user.click(within(dialog).getByRole('button', { name: 'Save revision 129' }));
    expect(await screen.findByText('Revision 129 is in force')).toBeInTheDocument();
    expect(page.agent.calls(putChain)[0]).toMatchObject({ target: 'gpt-4o', etag: '"128"', reason: 'claude is dear' });
    expect(page.agent.stored('gpt-4o')).toEqual({ model: 'gpt-4o', fallbacks: ['llama3.3:70b', 'gemini-2.5-flash'] });
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(screen.queryByRole('button', { name: 'Review changes' })).not.toBeInTheDocument();
  });

  it('is taken back by Undo', async () => {
    const page = await open();
    const dialog = await editAndReview(page);
    await page.user.click(within(dialog).getByRole('button', { name: 'Save revision 129' }));
    await page.user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(page.agent.stored('gpt-4o')).toEqual(CHAIN));
    expect(page.agent.calls(putChain)[1]).toMatchObject({ etag: '"129"', reason: 'Undo of revision 129' });
    expect(page.toasts).toContain('Revision 130 is in force');
    await waitFor(() => expect(screen.getByRole('button', { name: /^Reorder claude-sonnet/ })).toBeInTheDocument());
  });

  it('does not take back what somebody saved since', async () => {
    const page = await open();
    const dialog = await editAndReview(page);
    await page.user.click(within(dialog).getByRole('button', { name: 'Save revision 129' }));
    const undo = await screen.findByRole('button', { name: 'Undo' });
    page.agent.elsewhere('gpt-4o', { model: 'gpt-4o', fallbacks: ['o4-mini'] });
    await page.user.click(undo);
    await waitFor(() => expect(page.toasts).toHaveLength(1));
    expect(page.agent.stored('gpt-4o')?.fallbacks).toEqual(['o4-mini']);
  });

  it('opens the test of the chain afterwards where that was asked for', async () => {
    const page = await open();
    const dialog = await editAndReview(page);
    await page.user.click(within(dialog).getByRole('button', { name: 'Save and test fallback' }));
    await waitFor(() => expect(locationService.getSearch().get('drill')).toBe('gpt-4o'));
    expect(locationService.getSearch().get('drawer')).toBeNull();
    expect(page.agent.stored('gpt-4o')?.fallbacks).toHaveLength(2);
  });

  it('tells in the drawer why it was refused, and keeps the edits', async () => {
    const page = await open();
    page.agent.fail(putChain, agentError('refused'));
    const dialog = await editAndReview(page);
    await page.user.click(within(dialog).getByRole('button', { name: 'Save revision 129' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('The agent refuses the input.');
    await page.user.click(within(dialog).getByRole('button', { name: 'Back to editing' }));
    expect(screen.getByText('1 unsaved change')).toBeInTheDocument();
  });
});

describe('the store of the agents is away', () => {
  it('says so where it is saved, keeps edits and reason, and saves them on Retry once it is back', async () => {
    const page = await open();
    page.agent.failOnce(putChain, storeAway());
    const dialog = await editAndReview(page);
    await page.user.type(within(dialog).getByRole('textbox', { name: /Why/ }), 'claude is dear');
    await page.user.click(within(dialog).getByRole('button', { name: 'Save revision 129' }));
    const problem = await within(dialog).findByRole('alert');
    expect(problem).toHaveTextContent('Not saved: the shared store is away');
    expect(problem).toHaveTextContent('Bring Redis back, or try again');
    expect(screen.getByText('1 unsaved change')).toBeInTheDocument();

    await page.user.click(within(problem).getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('Revision 129 is in force')).toBeInTheDocument();
    expect(page.agent.calls(putChain).at(-1)).toMatchObject({ etag: '"128"', reason: 'claude is dear' });
  });
});

describe('the history of a chain', () => {
  it('says where it cannot be read for the store, and is there on Retry', async () => {
    const agent = chainAgent(CHAIN);
    agent.failOnce(listRevisions, storeAway());
    const page = await open({ agent, path: '/chains?model=gpt-4o&drawer=history' });
    const dialog = await screen.findByRole('dialog', { name: /History of gpt-4o/ });
    const problem = await within(dialog).findByRole('alert');
    expect(problem).toHaveTextContent('This is in the shared store, which is away');
    expect(problem).toHaveTextContent('Bring Redis back');
    await page.user.click(within(problem).getByRole('button', { name: 'Retry' }));
    expect(await within(dialog).findByText(/jane.doe/)).toBeInTheDocument();
  });
});

describe('somebody else saves the chain meanwhile', () => {
  const theirs = { model: 'gpt-4o', fallbacks: ['claude-sonnet', 'gemini-2.5-flash', 'llama3.3:70b', 'gpt-4-turbo'] };

  it('is a conflict that keeps the edits, shows all three, and puts mine on top', async () => {
    const page = await open();
    const dialog = await editAndReview(page);
    page.agent.elsewhere('gpt-4o', theirs);
    await page.user.click(within(dialog).getByRole('button', { name: 'Save revision 129' }));
    expect(await screen.findByText('jane.doe saved revision 129 while you were editing')).toBeInTheDocument();
    expect(screen.getByText('1 unsaved change')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /Review changes/ })).toHaveAttribute('aria-disabled', 'true');

    await page.user.click(screen.getByRole('button', { name: 'Show what changed' }));
    const compare = await screen.findByRole('dialog', { name: /What changed in gpt-4o/ });
    expect(within(compare).getByText('gpt-4-turbo added as step 4')).toBeInTheDocument();
    expect(within(compare).getByText('claude-sonnet removed, was step 1')).toBeInTheDocument();
    await page.user.click(within(compare).getByRole('button', { name: 'Keep mine on top' }));
    expect(screen.queryByText(/while you were editing/)).not.toBeInTheDocument();

    const again = await review(page);
    await page.user.click(within(again).getByRole('button', { name: 'Save revision 130' }));
    await waitFor(() =>
      expect(page.agent.stored('gpt-4o')?.fallbacks).toEqual(['gemini-2.5-flash', 'llama3.3:70b', 'gpt-4-turbo']),
    );
  });

  it('is said before saving once the page sees it, and mine can be discarded', async () => {
    const page = await open();
    await page.user.click(screen.getByRole('button', { name: 'Remove claude-sonnet' }));
    page.agent.elsewhere('gpt-4o', theirs);
    // What is older than a few seconds is asked again when the window is looked at.
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 10_000);
    act(() => void window.dispatchEvent(new Event('visibilitychange')));
    expect(await screen.findByText('jane.doe saved revision 129 while you were editing')).toBeInTheDocument();
    await page.user.click(screen.getByRole('button', { name: 'Show what changed' }));
    await page.user.click(await screen.findByRole('button', { name: 'Discard mine' }));
    expect(await screen.findByRole('button', { name: /^Reorder gpt-4-turbo/ })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Review changes' })).not.toBeInTheDocument();
  });

  it('may have deleted it: then mine makes a new one', async () => {
    const page = await open();
    const dialog = await editAndReview(page);
    page.agent.elsewhere('gpt-4o', null);
    await page.user.click(within(dialog).getByRole('button', { name: 'Save revision 129' }));
    expect(await screen.findByText('jane.doe deleted this chain while you were editing')).toBeInTheDocument();
  });

  it('may have deleted the model: then there is nothing to save to', async () => {
    const page = await open();
    const dialog = await editAndReview(page);
    page.agent.deleteModel('gpt-4o');
    await page.user.click(within(dialog).getByRole('button', { name: 'Save revision 129' }));
    expect(await screen.findByText('gpt-4o was deleted while you were editing')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /Review changes/ })).toHaveAttribute('aria-disabled', 'true');
  });
});

describe('deleting a chain', () => {
  it('asks, leaves the model without one, and can be taken back', async () => {
    const page = await open();
    await page.user.click(screen.getByRole('button', { name: 'More for gpt-4o' }));
    await page.user.click(await screen.findByRole('menuitem', { name: 'Delete chain' }));
    await page.user.click(await screen.findByRole('button', { name: 'Delete chain' }));
    expect(await screen.findByText('gpt-4o has no fallback yet: add the first one')).toBeInTheDocument();
    expect(page.agent.calls(deleteChain)[0]?.etag).toBe('"128"');
    await page.user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(page.agent.stored('gpt-4o')).toEqual(CHAIN));
  });
});

describe('the history', () => {
  const old = { model: 'gpt-4o', fallbacks: ['llama3.3:70b'] };

  async function openHistory(role: 'editor' | 'admin') {
    const agent = chainAgent(CHAIN);
    agent.answer(diffRevision, {
      revision: 127,
      against: 126,
      diff: [{ path: 'chains.gpt-4o.fallbacks', before: ['o4-mini'], after: old.fallbacks }],
    });
    agent.answer(getRevision, {
      revision: 127,
      at: '2026-03-09T12:00:00.000Z',
      author: 'ada',
      reason: null,
      hash: 'x',
      changes: 1,
      document: { version: 1, chains: [old] },
    });
    const page = await open({ agent, role });
    agent.history(
      { revision: 128, author: 'jane.doe', reason: 'gpt-4o is slow' },
      { revision: 127, author: 'ada', reason: null },
    );
    await page.user.click(screen.getByRole('button', { name: 'History' }));
    const drawer = await screen.findByRole('dialog', { name: /History of gpt-4o/ });
    await page.user.click(await within(drawer).findByRole('button', { name: /Revision 127/ }));
    return { ...page, drawer };
  }

  it('tells who, why and what, and takes an old chain into the editor', async () => {
    const { user, drawer } = await openHistory('editor');
    expect(
      within(drawer).getByRole('button', { name: /Revision 128 in force.*jane\.doe.*gpt-4o is slow/ }),
    ).toBeInTheDocument();
    expect(await within(drawer).findByRole('region', { name: 'Before' })).toHaveTextContent('o4-mini');
    expect(within(drawer).queryByRole('button', { name: /Roll back/ })).not.toBeInTheDocument();
    await user.click(within(drawer).getByRole('button', { name: 'Load this chain into the editor' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(screen.getByText('2 unsaved changes')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Reorder claude-sonnet/ })).not.toBeInTheDocument();
  });

  it('rolls back for admins, after they saw everything that it changes', async () => {
    const { user, drawer, agent, toasts } = await openHistory('admin');
    const diff = [{ path: 'policy.maxDepth', before: 3, after: 9 }];
    agent.answer(getConfig, { version: 1 }, '"config"');
    agent.answer(rollbackRevision, { revision: 129, dryRun: true, findings: [], diff, resource: { version: 1 } });
    await user.click(await within(drawer).findByRole('button', { name: 'Roll back to revision 127' }));
    const confirm = await screen.findByRole('dialog', { name: /Roll back to revision 127/ });
    expect(confirm).toHaveTextContent('policy.maxDepth 3 → 9');
    await user.click(within(confirm).getByRole('button', { name: 'Roll back' }));
    await waitFor(() => expect(toasts).toEqual(['Revision 129 is in force']));
    expect(agent.calls(rollbackRevision).map(({ query, etag }) => [query?.dryRun ?? false, etag])).toEqual([
      [true, '"config"'],
      [false, '"config"'],
    ]);
  });
});
