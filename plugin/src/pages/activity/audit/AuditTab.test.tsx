import React from 'react';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from '@jest/globals';
import {
  diffRevision,
  getConfig,
  getStatus,
  listAudit,
  rollbackRevision,
  type AuditEntry,
  type EndpointResult,
} from '@understudy/contract';
import { locationService } from '@grafana/runtime';
import { agentError, exampleData, fakeAgent, type FakeAgent } from '../../../testing/fakeAgent.ts';
import { renderPage, type PageOptions } from '../../../testing/renderPage.tsx';
import { ActivityPage } from '../ActivityPage.tsx';

const [EXAMPLE] = exampleData(listAudit).items;
const entry = (id: number, more: Partial<AuditEntry> = {}): AuditEntry => ({ ...(EXAMPLE as AuditEntry), id, ...more });
const CHANGES = [
  { path: 'policy.triggers.server_error.retries', before: 3, after: 2 },
  { path: 'policy.triggers.server_error.backoffFactor', before: 2, after: 1.5 },
];
const PREVIEW: EndpointResult<typeof rollbackRevision> = {
  ...exampleData(rollbackRevision),
  revision: 9,
  dryRun: true,
  diff: CHANGES,
};

/** An agent whose audit has a policy that changed. */
function agentWith(
  items: AuditEntry[] = [entry(41, { action: 'putPolicy', target: '', author: 'sam.ortiz' })],
): FakeAgent {
  const agent = fakeAgent();
  agent.answer(listAudit, { items, next: null });
  agent.answer(diffRevision, { revision: 9, against: 8, diff: CHANGES });
  agent.answer(getConfig, exampleData(getConfig), '"e9"');
  agent.answer(rollbackRevision, ({ query }) =>
    query?.dryRun === true ? PREVIEW : { ...PREVIEW, revision: 10, dryRun: false },
  );
  return agent;
}

const show = (options: PageOptions = {}) =>
  renderPage(<ActivityPage />, { path: '/activity?tab=audit', agent: agentWith(), ...options });
const rows = async () =>
  within(await screen.findByRole('table', { name: 'Audit' }))
    .getAllByRole('row')
    .slice(1);
const openFirst = async (user: ReturnType<typeof show>['user']): Promise<void> => {
  const [row] = await rows();
  await user.click(within(row as HTMLElement).getByRole('button'));
};
const openRollBack = async (options: PageOptions = {}) => {
  const page = show(options);
  await openFirst(page.user);
  await page.user.click(await screen.findByRole('button', { name: 'Roll back to revision 8' }));
  return { ...page, dialog: await screen.findByRole('dialog') };
};

describe('the audit', () => {
  it('says who did what, newest first', async () => {
    const refused = entry(40, {
      outcome: 'refused',
      status: 403,
      detail: 'this needs the role editor',
      revision: null,
    });
    show({ agent: agentWith([entry(41, { action: 'putPolicy', target: '', author: 'sam.ortiz' }), refused]) });
    const texts = (await rows()).map((row) => row.textContent);
    expect(texts[0]).toMatch(/sam\.ortizPolicy.*9$/);
    expect(texts[1]).toMatch(/adaChain gpt-4oRefused: this needs the role editor–$/);
  });

  it('asks for a month unless the address says otherwise, and follows its filters', async () => {
    const path = '/activity?tab=audit&who=ada,sam.ortiz&resource=policy';
    const { agent } = show({ path });
    await rows();
    const asked = agent.calls(listAudit).find(({ query }) => query?.author !== undefined)?.query;
    expect(asked).toMatchObject({ author: 'ada,sam.ortiz', action: 'putPolicy,resetPolicy' });
    const days = (Date.now() - Date.parse(asked?.from ?? '')) / 86_400_000;
    expect(Math.round(days)).toBe(30);
  });

  it('says which agent of a group noted an entry', async () => {
    const { user } = show({ agent: agentWith([entry(41, { instance: 'checkout-7c9f' })]) });
    await openFirst(user);
    expect(await screen.findByText(/By ada, token admin, as admin · .* · Agent checkout-7c9f$/)).toBeVisible();
  });

  it('opens an entry with its fields before and after, and why', async () => {
    const { user } = show();
    await openFirst(user);
    const table = await screen.findByRole('table', { name: 'Changed fields' });
    const cells = within(table)
      .getAllByRole('row')
      .map((row) => Array.from(row.children, (cell) => cell.textContent));
    expect(cells.slice(1)).toEqual([
      ['policy.triggers.server_error.retries', '3', '2'],
      ['policy.triggers.server_error.backoffFactor', '2', '1.5'],
    ]);
    expect(screen.getByText('“gpt-4o is slow today”')).toBeVisible();
    expect(screen.getByText(/By sam\.ortiz, token admin, as admin · [^·]+$/)).toBeVisible();
    expect(new URLSearchParams(locationService.getLocation().search).get('entry')).toBe('41');
    expect((await rows())[0]).toHaveTextContent('Server error retries 3 to 2, factor 2 to 1.5');
  });

  it('never shows a secret', async () => {
    const agent = agentWith();
    agent.answer(diffRevision, {
      revision: 9,
      against: 8,
      diff: [
        { path: 'providers.a.apiKey', before: '(hidden)', after: '(hidden, another value)' },
        { path: 'providers.b.apiKey', after: { set: true } },
      ],
    });
    const { user } = show({ agent });
    await openFirst(user);
    const cells = within(await screen.findByRole('table', { name: 'Changed fields' })).getAllByRole('cell');
    expect(cells.map((cell) => cell.textContent)).toEqual(['set', 'changed', 'not set', 'set']);
  });

  it('says which revision it no longer keeps', async () => {
    const agent = agentWith();
    agent.fail(diffRevision, 'missing');
    const { user } = show({ agent });
    await openFirst(user);
    expect(await screen.findByText('The agent no longer keeps this revision.')).toBeVisible();
    expect(screen.queryByRole('button', { name: /Roll back/ })).not.toBeInTheDocument();
  });

  it('may be empty, by itself or by its filters', async () => {
    const { unmount } = show({ agent: agentWith([]) });
    expect(await screen.findByText('Nobody changed anything in this range')).toBeVisible();
    unmount();
    const { user } = show({ agent: agentWith([]), path: '/activity?tab=audit&who=nobody' });
    await user.click(await screen.findByRole('button', { name: 'Clear filters' }));
    expect(await screen.findByText('Nobody changed anything in this range')).toBeVisible();
  });
});

describe('rolling back', () => {
  it('shows what it changes before it does it, and says why', async () => {
    const { agent, user, dialog } = await openRollBack();
    expect(await within(dialog).findByText(/Against revision 9 this changes:/)).toBeVisible();
    expect(within(dialog).getByRole('table', { name: 'Changed fields' })).toBeVisible();
    await user.type(within(dialog).getByRole('textbox', { name: /Why/ }), 'too eager');
    await user.click(within(dialog).getByRole('button', { name: 'Roll back' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(agent.calls(rollbackRevision).at(-1)).toMatchObject({ target: 8, etag: '"e9"', reason: 'too eager' });
    expect(await screen.findByText('Revision 10 is in force')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(agent.calls(rollbackRevision).at(-1)).toMatchObject({ target: 9 }));
  });

  it('shows the changes anew where somebody saved meanwhile', async () => {
    const agent = agentWith();
    const { user, dialog } = await openRollBack({ agent });
    await within(dialog).findByText(/Against revision 9/);
    agent.answer(rollbackRevision, ({ query }) => {
      if (query?.dryRun === true) return { ...PREVIEW, revision: 11 };
      throw agentError('conflict', { status: 412 });
    });
    await user.click(within(dialog).getByRole('button', { name: 'Roll back' }));
    expect(await within(dialog).findByText(/Somebody saved a newer revision meanwhile/)).toBeVisible();
    expect(await within(dialog).findByText(/Against revision 11/)).toBeVisible();
    expect(within(dialog).getByRole('button', { name: 'Roll back' })).toBeEnabled();
  });

  it('says why it cannot be done', async () => {
    const agent = agentWith();
    agent.fail(rollbackRevision, agentError('refused'));
    const { dialog } = await openRollBack({ agent });
    expect(await within(dialog).findByText('Revision 8 cannot be put in force')).toBeVisible();
    expect(within(dialog).getByRole('button', { name: 'Roll back' })).toBeDisabled();
  });

  it('has nothing to do where nothing would change', async () => {
    const agent = agentWith();
    agent.answer(rollbackRevision, { ...PREVIEW, diff: [] });
    const { dialog } = await openRollBack({ agent });
    expect(await within(dialog).findByText('Revision 9, which is in force, holds the same.')).toBeVisible();
    expect(within(dialog).getByRole('button', { name: 'Roll back' })).toBeDisabled();
  });

  it('is not offered where a file is in charge', async () => {
    const agent = agentWith();
    const status = exampleData(getStatus);
    agent.answer(getStatus, { ...status, config: { ...status.config, managed: true } });
    const { user } = show({ agent });
    await openFirst(user);
    await screen.findByRole('table', { name: 'Changed fields' });
    await waitFor(() => expect(screen.queryByRole('button', { name: /Roll back/ })).not.toBeInTheDocument());
  });
});
