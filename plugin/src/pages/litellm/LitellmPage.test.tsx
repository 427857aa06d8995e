import React from 'react';
import { describe, expect, it } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import {
  diffLitellm,
  getLitellmStatus,
  getStatus,
  listLitellmBackups,
  renderLitellm,
  type LitellmEvent,
  type LitellmSync,
} from '@understudy/contract';
import { LitellmRunnerContext } from '../../api/litellmStream/LitellmRunnerContext.ts';
import type { LitellmOrder, LitellmRunner } from '../../api/litellmStream/litellmRunner.ts';
import { agentError, exampleData, fakeAgent, type FakeAgent } from '../../testing/fakeAgent.ts';
import { renderPage, type PageOptions } from '../../testing/renderPage.tsx';
import { LitellmPage } from './LitellmPage.tsx';

const STATUS = exampleData(getLitellmStatus);
const DIFF = exampleData(diffLitellm);
const SYNC = STATUS.last as LitellmSync;
const UNCONFIGURED = {
  ...STATUS,
  configured: false,
  file: null,
  reload: null,
  proxy: null,
  drift: { file: null, proxy: null, details: [] },
  last: null,
  lastSuccessAt: null,
  backups: 0,
};
const BUSY = {
  type: 'about:blank',
  title: 'Conflict',
  status: 409,
  detail: 'another apply or rollback is under way',
  code: 'litellm_busy',
};

/** A write that a test plays event by event. */
class PlayedWrite {
  readonly orders: LitellmOrder[] = [];
  #listener: Parameters<LitellmRunner>[1] | undefined;
  #end: { readonly resolve: () => void; readonly reject: (error: unknown) => void } | undefined;

  readonly run: LitellmRunner = (order, listener) => {
    this.orders.push(order);
    this.#listener = listener;
    return new Promise((resolve, reject) => (this.#end = { resolve, reject }));
  };

  tell(event: LitellmEvent): void {
    act(() => this.#listener?.onEvent(event));
  }

  unstreamed(): void {
    act(() => this.#listener?.onUnstreamed());
  }

  async done(sync: LitellmSync): Promise<void> {
    this.tell({ type: 'done', sync });
    await act(async () => this.#end?.resolve());
  }

  async fail(error: unknown): Promise<void> {
    await act(async () => this.#end?.reject(error));
  }
}

function show(options: PageOptions = {}) {
  const write = new PlayedWrite();
  const page = renderPage(
    <LitellmRunnerContext.Provider value={write.run}>
      <LitellmPage />
    </LitellmRunnerContext.Provider>,
    { path: '/litellm', ...options },
  );
  return { ...page, write };
}

function agentWith(change: Partial<typeof STATUS>): FakeAgent {
  const agent = fakeAgent();
  agent.answer(getLitellmStatus, { ...STATUS, ...change });
  return agent;
}

async function applying(options?: PageOptions) {
  const page = show(options);
  await page.user.click(await screen.findByRole('button', { name: 'Apply' }));
  const drawer = await screen.findByRole('dialog', { name: /Apply to LiteLLM/ });
  await page.user.click(within(drawer).getByRole('button', { name: 'Apply' }));
  return { ...page, drawer };
}

/** How it ended, whether that is good or bad. */
const endOf = (drawer: HTMLElement) => within(drawer).queryByRole('alert') ?? within(drawer).getByRole('status');
const rowOf = (drawer: HTMLElement, name: string) => within(drawer).getByText(name).closest('li');

describe('an agent without LiteLLM', () => {
  it('is told of the start flags, with what would be written', async () => {
    const agent = fakeAgent();
    agent.answer(getLitellmStatus, UNCONFIGURED);
    show({ agent });
    expect(await screen.findByText('This agent knows no LiteLLM')).toBeInTheDocument();
    expect(screen.getByText(/--litellm-config \/etc\/litellm/)).toBeInTheDocument();
    expect(await screen.findByRole('region', { name: 'Rendered file' })).toHaveTextContent('model_list');
    expect(agent.calls(diffLitellm)).toHaveLength(0);
    expect(screen.queryByRole('button', { name: 'Apply' })).not.toBeInTheDocument();
  });
});

describe('file and proxy', () => {
  it('are told with the last write, the findings and the changes, signs kept', async () => {
    show();
    expect(await screen.findByText('/etc/litellm/litellm-config.yaml')).toBeInTheDocument();
    expect(screen.getByText('Ready, 1.106.2')).toBeInTheDocument();
    expect(screen.getByText('Rolled back by itself: the file is as it was')).toBeInTheDocument();
    const diff = await screen.findByRole('region', { name: 'Changes of the file' });
    expect(diff).toHaveTextContent(/-\s+fallbacks: \[\{ gpt-4o: claude-sonnet \}\].*\+\s+fallbacks/);
    expect(screen.getByText('The fallbacks of 1 model change: gpt-4o.')).toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'Findings' })).toHaveTextContent('no backoff factors');
  });

  it.each([
    [{ file: true, proxy: false, details: [] }, 'The file differs from the configuration'],
    [{ file: false, proxy: true, details: ['fallbacks'] }, 'The proxy runs something else than the file: restart it'],
    [{ file: true, proxy: true, details: [] }, 'The file and the proxy differ from the configuration'],
  ])('drift in words: %j', async (drift, words) => {
    show({ agent: agentWith({ drift }) });
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('that are not well say why', async () => {
    const file = { path: '/etc/l.yaml', exists: true, sha256: null, problem: 'it cannot be read: EACCES' };
    const proxy = { url: 'http://127.0.0.1:4000', ready: false, version: null, problem: 'it refuses the key' };
    show({ agent: agentWith({ file, proxy, reload: 'none' }) });
    expect(await screen.findByText('it cannot be read: EACCES')).toBeInTheDocument();
    expect(screen.getByText('Not ready')).toBeInTheDocument();
    expect(screen.getByText('it refuses the key')).toBeInTheDocument();
    expect(screen.getByText('none: you restart the proxy')).toBeInTheDocument();
  });

  it('without a difference there is nothing to apply', async () => {
    const agent = fakeAgent();
    agent.answer(diffLitellm, { ...DIFF, different: false, diff: '', changed: [], findings: [] });
    show({ agent });
    expect(await screen.findByText(/there is nothing to apply/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Apply' })).not.toBeInTheDocument();
  });

  it('with an error among the findings nothing can be applied', async () => {
    const agent = fakeAgent();
    const [finding] = DIFF.findings;
    agent.answer(diffLitellm, { ...DIFF, findings: finding ? [{ ...finding, severity: 'error' }] : [] });
    show({ agent });
    expect(await screen.findByRole('button', { name: /Apply/ })).toHaveAttribute('aria-disabled', 'true');
  });
});

describe('who may not write', () => {
  it.each(['viewer', 'editor'] as const)('looks: %s', async (role) => {
    const { user } = show({ role });
    expect(await screen.findByText(`You can look, not edit: ${role}.`)).toBeInTheDocument();
    await user.click(await screen.findByRole('tab', { name: /Backups/ }));
    await screen.findByRole('table', { name: 'Backups' });
    expect(screen.queryByRole('button', { name: /Apply|Restore/ })).not.toBeInTheDocument();
  });

  it('is not an admin of an agent that a file is in charge of', async () => {
    const agent = fakeAgent();
    const status = exampleData(getStatus);
    agent.answer(getStatus, { ...status, config: { ...status.config, managed: true } });
    show({ agent });
    expect(await screen.findByRole('button', { name: 'Apply' })).toBeEnabled();
    expect(screen.queryByText(/You can look/)).not.toBeInTheDocument();
  });

  it('says that the agent is down, without buttons', async () => {
    const agent = fakeAgent();
    agent.failAll('unreachable');
    show({ agent });
    expect(await screen.findByText('Nothing to show until the agent answers.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Apply' })).not.toBeInTheDocument();
  });
});

describe('an apply', () => {
  it('writes what was looked at, and shows each step as it happens', async () => {
    const { write, drawer, agent } = await applying();
    expect(write.orders).toEqual([{ action: 'apply', verify: true, sha256: DIFF.sha256 }]);
    expect(rowOf(drawer, 'Lock the file')).toHaveTextContent('waiting');
    write.tell({ type: 'step-started', step: 'write' });
    write.tell({ type: 'step-ended', step: 'write', result: 'ok', detail: 'litellm-config.yaml', durationMs: 4 });
    expect(rowOf(drawer, 'Write the file')).toHaveTextContent('litellm-config.yaml');
    expect(within(drawer).queryByText('Put the file from before back')).not.toBeInTheDocument();
    const asked = agent.calls(getLitellmStatus).length;
    await write.done({ ...SYNC, outcome: 'applied', step: null, error: null, fix: null, steps: [], proofs: [] });
    expect(endOf(drawer)).toHaveTextContent('Applied');
    expect(within(drawer).queryByRole('button', { name: 'Apply' })).not.toBeInTheDocument();
    await waitFor(() => expect(agent.calls(getLitellmStatus).length).toBeGreaterThan(asked));
  });

  it('that is taken back says at which step, why, and what was proven', async () => {
    const { write, drawer } = await applying();
    await write.done(SYNC);
    const end = endOf(drawer);
    expect(end).toHaveTextContent('Rolled back by itself: the file is as it was');
    expect(end).toHaveTextContent('Prove the changed chains: gpt-4o with a mocked general failure');
    expect(rowOf(drawer, 'Put the file from before back')).toHaveTextContent('byte for byte');
    expect(rowOf(drawer, 'Reload the proxy')).toHaveTextContent('not reached');
    expect(rowOf(drawer, 'gpt-4o: any failure')).toHaveTextContent('the proxy answered 401');
  });

  it('without a hook asks for a restart by hand', async () => {
    const { write, drawer } = await applying();
    await write.done({ ...SYNC, outcome: 'applied', pending: true, step: null, error: null, fix: null });
    expect(endOf(drawer)).toHaveTextContent('Written: restart the proxy by hand');
  });

  it('can be made without proofs', async () => {
    const { user, write } = show();
    await user.click(await screen.findByRole('button', { name: 'Apply' }));
    const drawer = await screen.findByRole('dialog', { name: /Apply to LiteLLM/ });
    await user.click(within(drawer).getByRole('checkbox', { name: /Prove each changed chain/ }));
    await user.click(within(drawer).getByRole('button', { name: 'Apply' }));
    expect(write.orders).toMatchObject([{ verify: false }]);
  });

  it('of somebody else is said in place', async () => {
    const { write, drawer } = await applying();
    await write.fail(agentError('failed', { status: 409, problem: BUSY }));
    expect(endOf(drawer)).toHaveTextContent('Another apply or rollback is under way');
    expect(within(drawer).queryByRole('list', { name: 'Steps' })).not.toBeInTheDocument();
  });

  it('of somebody else that is known keeps the button from being pressed', async () => {
    show({ agent: agentWith({ running: true }) });
    expect(await screen.findByText('An apply or a rollback is under way')).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: /Apply|under way/ })).toHaveAttribute('aria-disabled', 'true');
  });

  it('that nothing streams is told at its end', async () => {
    const { write, drawer } = await applying();
    write.unstreamed();
    expect(within(drawer).getByText('Under way. What happened shows at the end.')).toBeInTheDocument();
    await write.done(SYNC);
    expect(within(drawer).getByRole('list', { name: 'Steps' })).toBeInTheDocument();
  });

  it('whose connection breaks off keeps the steps that are known', async () => {
    const { write, drawer } = await applying();
    write.tell({ type: 'step-ended', step: 'lock', result: 'ok', detail: 'held', durationMs: 1 });
    await write.fail(agentError('unreachable'));
    expect(rowOf(drawer, 'Lock the file')).toHaveTextContent('held');
    expect(endOf(drawer)).toHaveTextContent('The agent does not answer.');
  });
});

describe('backups', () => {
  it('are restored after a question, with the same steps', async () => {
    const { user, write } = show({ path: '/litellm?tab=backups' });
    const [backup] = exampleData(listLitellmBackups).items;
    await user.click(await screen.findByRole('button', { name: `Restore ${backup?.id ?? ''}` }));
    const asked = await screen.findByRole('dialog', { name: /Restore this backup/ });
    await user.click(within(asked).getByRole('button', { name: 'Restore' }));
    const drawer = await screen.findByRole('dialog', { name: /Restore a backup/ });
    expect(write.orders).toEqual([{ action: 'rollback', backup: backup?.id }]);
    await write.done({ ...SYNC, action: 'rollback', outcome: 'applied', step: null, error: null, fix: null });
    expect(endOf(drawer)).toHaveTextContent('The backup is in force');
  });

  it('that say the same as the file need no restoring, and none says so', async () => {
    const agent = fakeAgent();
    const { items } = exampleData(listLitellmBackups);
    agent.answer(listLitellmBackups, { items: items.map((backup) => ({ ...backup, current: true })) });
    const { unmount } = show({ agent, path: '/litellm?tab=backups' });
    expect(await screen.findByText('same as the file')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Restore/ })).not.toBeInTheDocument();
    unmount();
    agent.answer(listLitellmBackups, { items: [] });
    show({ agent, path: '/litellm?tab=backups' });
    expect(await screen.findByText('No backup yet')).toBeInTheDocument();
  });
});

describe('the preview', () => {
  it('shows the whole file, to copy', async () => {
    show({ path: '/litellm?tab=preview' });
    const file = await screen.findByRole('region', { name: 'Rendered file' });
    expect(file.textContent).toBe(exampleData(renderLitellm).yaml);
    expect(screen.getByRole('button', { name: 'Copy' })).toBeInTheDocument();
  });
});
