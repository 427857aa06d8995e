import React from 'react';
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from '@jest/globals';
import {
  getChain,
  listDrills,
  runDrill,
  type Drill,
  type DrillEvent,
  type DrillLimit,
  type DrillRequest,
} from '@understudy/contract';
import { locationService } from '@grafana/runtime';
import { AgentError } from '../../api/AgentError.ts';
import { DrillRunnerContext } from '../../api/drillStream/DrillRunnerContext.ts';
import type { DrillListener, DrillRunner } from '../../api/drillStream/drillRunner.ts';
import { agentError, exampleData, fakeAgent, type FakeAgent } from '../../testing/fakeAgent.ts';
import { renderPage, type PageOptions } from '../../testing/renderPage.tsx';
import { DrillDrawer } from './DrillDrawer.tsx';
import { useDrillNote, type DrillNote } from './drillNote.ts';
import { openDrill } from './openDrill.ts';

const DRILL = exampleData(runDrill);
const [FIRST] = DRILL.attempts;
const NO_DRILLS = { ...exampleData(listDrills), items: [], total: 0 };

/** A drill that a test plays event by event. */
class PlayedRunner {
  order: DrillRequest | undefined;
  stopped = false;
  #listener: DrillListener | undefined;
  #end: { readonly resolve: () => void; readonly reject: (error: unknown) => void } | undefined;

  readonly run: DrillRunner = (order, listener, signal) => {
    this.order = order;
    this.#listener = listener;
    signal.addEventListener('abort', () => {
      this.stopped = true;
    });
    return new Promise((resolve, reject) => (this.#end = { resolve, reject }));
  };

  tell(event: DrillEvent): void {
    act(() => this.#listener?.onEvent(event));
  }

  limit(limit: DrillLimit): void {
    act(() => this.#listener?.onLimit(limit));
  }

  unstreamed(): void {
    act(() => this.#listener?.onUnstreamed());
  }

  async fail(error: unknown): Promise<void> {
    await act(async () => this.#end?.reject(error));
  }
}

function Editing({ note }: { readonly note: DrillNote | null }) {
  useDrillNote(note);
  return null;
}

interface Options extends PageOptions {
  readonly note?: DrillNote;
}

function show({ note, agent = quiet(), path = '/chains?drill=gpt-4o', ...options }: Options = {}) {
  const runner = new PlayedRunner();
  const page = renderPage(
    <DrillRunnerContext.Provider value={runner.run}>
      <main>
        <button>opener</button>
        <Editing note={note ?? null} />
        <DrillDrawer />
      </main>
    </DrillRunnerContext.Provider>,
    { agent, path, ...options },
  );
  return { ...page, runner };
}

/** An agent whose chain was never tested. */
function quiet(): FakeAgent {
  const agent = fakeAgent();
  agent.answer(listDrills, NO_DRILLS);
  return agent;
}

const runButton = () => screen.findByRole('button', { name: 'Run' });
const started = (number: number, atMs: number): DrillEvent => {
  if (!FIRST) throw new Error('the example has attempts');
  const { position, model, provider, upstreamModel, forced } = FIRST;
  return { type: 'attempt-started', number, position, model, provider, upstreamModel, forced, atMs };
};
const ended = (): DrillEvent => ({ type: 'attempt-ended', ...(FIRST as Drill['attempts'][number]) });
const wait = (): DrillEvent => ({ type: 'wait', ...(DRILL.waits[0] as Drill['waits'][number]) });

describe('Test fallback', () => {
  it('opens on its URL parameter, says what it does and costs, and closes', async () => {
    const { user } = show({ path: '/chains?model=gpt-4o' });
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
    const { user, runner } = show();
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
    const { user, runner } = show({ path: '/chains?drill=gpt-4o&drillFailure=cut_stream' });
    const run = await runButton();
    expect(screen.getByRole('switch', { name: 'Stream' })).toBeChecked();
    expect(screen.getByRole('switch', { name: 'Stream' })).toBeDisabled();
    await user.clear(screen.getByRole('textbox', { name: 'Message' }));
    expect(screen.getByText('The fallback needs something to answer.')).toBeVisible();
    await user.click(run);
    expect(runner.order).toBeUndefined();
  });

  it('shows attempts as they come, and the answer with what it proved', async () => {
    const { user, runner } = show();
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
    const { user, runner } = show({ path: '/chains?drill=gpt-4o&drillFailure=quota' });
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
    const { user, runner } = show();
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
    const { user, runner } = show();
    await user.click(await runButton());
    runner.tell(started(1, 0));
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(runner.stopped).toBe(true);
    expect(screen.getByText(/^1 simulated call, stopped after/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Run again' })).toHaveFocus();
  });

  it('happens when the drawer closes', async () => {
    const { user, runner } = show();
    await user.click(await runButton());
    await user.click(screen.getByRole('button', { name: /Close/ }));
    await waitFor(() => expect(runner.stopped).toBe(true));
  });

  it('happens when the page is left', async () => {
    const { user, runner, unmount } = show();
    await user.click(await runButton());
    unmount();
    expect(runner.stopped).toBe(true);
  });
});

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
    const { user, runner } = show();
    await user.click(await runButton());
    await runner.fail(error);
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Run again' })).toBeEnabled();
  });

  it('keeps the attempts of one that broke off', async () => {
    const { user, runner } = show();
    await user.click(await runButton());
    runner.tell(started(1, 0));
    runner.tell(ended());
    await runner.fail(new AgentError('The connection broke off.', { kind: 'unreachable', status: 0 }));
    expect(screen.getByText('The connection broke off.')).toBeVisible();
    expect(within(screen.getByRole('table', { name: 'Attempts' })).getAllByRole('row')).toHaveLength(2);
  });

  it('tells honestly that it runs where nothing streams', async () => {
    const { user, runner } = show();
    await user.click(await runButton());
    runner.unstreamed();
    expect(await screen.findByText(/^Running for .* What happens is shown at the end\.$/)).toBeVisible();
  });

  it('counts the tests that are left, and waits for the next', async () => {
    const { user, runner } = show();
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
    show({ agent, role: 'viewer' });
    expect(await screen.findByText(/Running one needs the role Editor\./)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Run' })).not.toBeInTheDocument();
    expect(await screen.findByText('Rate limit: claude-sonnet answered for gpt-4o.')).toBeVisible();
    expect(screen.getByText('by alice')).toBeVisible();
  });

  it('says that a model has no chain', async () => {
    const agent = quiet();
    agent.fail(getChain, 'missing');
    show({ agent, path: '/chains?drill=vendor/lonely' });
    expect(await screen.findByText(/vendor\/lonely has no chain, so there is nothing to test\./)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Open its chain' })).toHaveAttribute(
      'href',
      expect.stringContaining('chains?model=vendor%2Flonely'),
    );
  });

  it('says that a chain is disabled', async () => {
    const agent = quiet();
    agent.answer(getChain, { ...exampleData(getChain), enabled: false });
    show({ agent });
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
    show({ note });
    await runButton();
    expect(screen.queryAllByText(LINE)).toHaveLength(told ? 1 : 0);
  });
});

function problem(status: number, detail: string, code?: string) {
  return { type: 'about:blank', title: '', status, detail, ...(code === undefined ? {} : { code }) };
}
