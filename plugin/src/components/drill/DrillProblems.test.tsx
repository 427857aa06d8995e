import { screen, within } from '@testing-library/react';
import { describe, expect, it } from '@jest/globals';
import { getChain } from '@understudy/contract';
import { AgentError } from '../../api/AgentError.ts';
import { agentError, exampleData, fakeAgent } from '../../testing/fakeAgent.ts';
import { DRILL, ended, quietAgent, runButton, showDrill, started } from '../../testing/showDrill.tsx';

describe('a test that cannot be run', () => {
  it.each([
    [
      'The agent refuses this test',
      agentError('refused', { problem: problem(400, 'the chain of "gpt-4o" is disabled') }),
    ],
    ['No test is left for now', agentError('limited', { problem: problem(429, 'no', 'rate_limited') })],
    ['A test of this chain is under way', agentError('limited', { problem: problem(429, 'no', 'drill_running') })],
    ['The agent does not answer', agentError('unreachable')],
    ['You may not run tests', agentError('forbidden')],
    ['The test could not be run', new Error('a bug')],
  ])('says why where it was asked for: %s', async (title, error) => {
    const { user, runner } = showDrill();
    await user.click(await runButton());
    await runner.fail(error);
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Run again' })).toBeEnabled();
  });

  it('keeps the attempts of one that broke off', async () => {
    const { user, runner } = showDrill();
    await user.click(await runButton());
    runner.tell(started(1, 0));
    runner.tell(ended());
    await runner.fail(new AgentError('The connection broke off.', { kind: 'unreachable', status: 0 }));
    expect(screen.getByText(/^The connection broke off\. Traffic may still flow/)).toBeVisible();
    expect(within(screen.getByRole('table', { name: 'Attempts' })).getAllByRole('row')).toHaveLength(2);
  });

  it('tells honestly that it runs where nothing streams', async () => {
    const { user, runner } = showDrill();
    await user.click(await runButton());
    runner.unstreamed();
    expect(await screen.findByText(/^Running for .* What happens is shown at the end\.$/)).toBeVisible();
  });

  it('counts the tests that are left, and waits for the next', async () => {
    const { user, runner } = showDrill();
    const run = await runButton();
    expect(await screen.findByText('7 of 10 tests left this minute')).toBeVisible();
    await user.click(run);
    runner.limit({ limit: 10, remaining: 0, resetSeconds: 24 });
    runner.tell({ type: 'answer', drill: DRILL });
    expect(await screen.findByText(/^Next test in 2\d s$/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Run again' })).toBeDisabled();
  });

  it('says what a viewer needs, and shows the last test', async () => {
    const agent = fakeAgent();
    showDrill({ agent, role: 'viewer' });
    expect(await screen.findByText(/Running one needs the role Editor\./)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Run' })).not.toBeInTheDocument();
    expect(await screen.findByText('Rate limit: claude-sonnet answered for gpt-4o.')).toBeVisible();
    expect(screen.getByText('by alice')).toBeVisible();
  });

  it('says that a model has no chain', async () => {
    const agent = quietAgent();
    agent.fail(getChain, 'missing');
    showDrill({ agent, path: '/chains?drill=vendor/lonely' });
    expect(await screen.findByText(/vendor\/lonely has no chain, so there is nothing to test\./)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Open its chain' })).toHaveAttribute(
      'href',
      expect.stringContaining('chains?model=vendor%2Flonely'),
    );
  });

  it('says that a chain is disabled', async () => {
    const agent = quietAgent();
    agent.answer(getChain, { ...exampleData(getChain), enabled: false });
    showDrill({ agent });
    expect(await screen.findByText('This chain is disabled: enable it to test it.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Run' })).toBeDisabled();
  });
});

describe('unsaved changes', () => {
  const LINE = 'Tests revision 128, without your unsaved changes.';

  it.each([
    [{ model: 'gpt-4o', revision: 128 }, true],
    [{ revision: 128 }, true],
    [{ model: 'other', revision: 128 }, false],
  ])('are told to be left out: %j', async (note, told) => {
    showDrill({ note });
    await runButton();
    expect(screen.queryAllByText(LINE)).toHaveLength(told ? 1 : 0);
  });
});

function problem(status: number, detail: string, code?: string) {
  return { type: 'about:blank', title: '', status, detail, ...(code === undefined ? {} : { code }) };
}
