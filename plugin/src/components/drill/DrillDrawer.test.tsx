import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from '@jest/globals';
import type { Drill } from '@understudy/contract';
import { locationService } from '@grafana/runtime';
import { DRILL, ended, runButton, showDrill, started, wait } from '../../testing/showDrill.tsx';
import { openDrill } from './openDrill.ts';

describe('Test fallback', () => {
  it('opens on its URL parameter, says what it does and costs, and closes', async () => {
    const { user } = showDrill({ path: '/chains?model=gpt-4o' });
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    act(() => openDrill('gpt-4o', 'quota'));
    const drawer = await screen.findByRole('dialog', { name: /Test fallback: gpt-4o/ });
    expect(drawer).toHaveTextContent('Fallback steps are called for real and may cost money.');
    expect(await screen.findByRole('combobox', { name: 'Failure' })).toHaveValue('Quota');
    await user.click(screen.getByRole('button', { name: /Close/ }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(locationService.getLocation().search).toBe('?model=gpt-4o');
  });

  it('runs what was chosen', async () => {
    const { user, runner } = showDrill();
    await runButton();
    await user.click(screen.getByRole('radio', { name: 'All' }));
    await user.click(screen.getByRole('switch', { name: 'Stream' }));
    const message = screen.getByRole('textbox', { name: 'Message' });
    await user.clear(message);
    await user.type(message, 'hello{Enter}');
    expect(runner.order).toEqual({
      model: 'gpt-4o',
      failure: 'rate_limit',
      failSteps: 3,
      stream: true,
      message: 'hello',
    });
  });

  it('asks nothing without a message, and streams what is to be cut', async () => {
    const { user, runner } = showDrill({ path: '/chains?drill=gpt-4o&drillFailure=cut_stream' });
    const run = await runButton();
    expect(screen.getByRole('switch', { name: 'Stream' })).toBeChecked();
    expect(screen.getByRole('switch', { name: 'Stream' })).toBeDisabled();
    await user.clear(screen.getByRole('textbox', { name: 'Message' }));
    expect(screen.getByText('The fallback needs something to answer.')).toBeVisible();
    await user.click(run);
    expect(runner.order).toBeUndefined();
  });

  it('shows attempts as they come, and the answer with what it proved', async () => {
    const { user, runner } = showDrill();
    await user.click(await runButton());
    runner.tell(started(1, 0));
    runner.tell(ended());
    runner.tell(wait());
    const table = screen.getByRole('table', { name: 'Attempts' });
    expect(within(table).getAllByRole('row')).toHaveLength(2);
    expect(screen.getByText(/Primary, gpt-4o, Attempt 1: 429 rate limit after .* Waiting 2 s\./)).toBeInTheDocument();
    expect(screen.getByText(/^1 simulated call so far/)).toBeVisible();
    runner.tell({ type: 'answer', drill: DRILL });
    expect(screen.getByText('claude-sonnet answered for gpt-4o')).toBeVisible();
    expect(screen.getByText('ready')).toBeVisible();
    expect(screen.getByText('<$0.0001, 1.3× the primary')).toBeVisible();
    expect(screen.getByText('14 in, 2 out')).toBeVisible();
    expect(screen.getByText(/^2 simulated calls, 1 real, 2\.0 s of waiting, 3\.4 s in all$/)).toBeVisible();
    expect(screen.getByText(/counts as proven for rate limit, today \d\d:\d\d\./)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Run again' })).toBeEnabled();
  });

  it('shows the error that a client would get where all steps failed', async () => {
    const { user, runner } = showDrill({ path: '/chains?drill=gpt-4o&drillFailure=quota' });
    await user.click(await runButton());
    const error = { status: 402, message: 'no credit', body: '{"error":{"code":"quota"}}' };
    const drill: Drill = {
      ...DRILL,
      failure: 'quota',
      outcome: 'exhausted',
      proved: false,
      answer: null,
      error,
      waitedMs: 0,
    };
    runner.tell({ type: 'exhausted', drill });
    expect(screen.getByText('All steps failed')).toBeVisible();
    expect(screen.getByText(/"code": "quota"/)).toBeVisible();
    expect(screen.getByText(/no waiting: quota is never retried\./)).toBeVisible();
    expect(screen.getByText(/with x-should-retry: false. The chain is not proven for quota\./)).toBeVisible();
  });

  it.each([
    [{ outcome: 'interrupted' }, 'The answer broke off'],
    [{ outcome: 'client_error' }, 'A provider refused the message'],
    [{ outcome: 'cancelled' }, 'Stopped'],
  ] as const)('tells other ends apart: %j', async (how, words) => {
    const { user, runner } = showDrill();
    await user.click(await runButton());
    const error = { status: 400, message: 'it was like that', body: null };
    runner.tell({ type: 'exhausted', drill: { ...DRILL, ...how, proved: false, answer: null, error } });
    expect(screen.getByText(words)).toBeVisible();
    expect(screen.getByText('it was like that')).toBeVisible();
    expect(screen.getByText('Recorded. The chain is not proven for rate limit.')).toBeVisible();
  });
});

describe('stopping a test', () => {
  it('by its button calls it off and keeps what happened', async () => {
    const { user, runner } = showDrill();
    await user.click(await runButton());
    runner.tell(started(1, 0));
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(runner.stopped).toBe(true);
    expect(screen.getByText(/^1 simulated call, stopped after/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Run again' })).toHaveFocus();
  });

  it('happens when the drawer closes', async () => {
    const { user, runner } = showDrill();
    await user.click(await runButton());
    await user.click(screen.getByRole('button', { name: /Close/ }));
    await waitFor(() => expect(runner.stopped).toBe(true));
  });

  it('happens when the page is left', async () => {
    const { user, runner, unmount } = showDrill();
    await user.click(await runButton());
    unmount();
    expect(runner.stopped).toBe(true);
  });
});
