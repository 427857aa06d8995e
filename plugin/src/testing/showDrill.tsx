import React from 'react';
import { act, screen } from '@testing-library/react';
import {
  listDrills,
  runDrill,
  type Drill,
  type DrillEvent,
  type DrillLimit,
  type DrillRequest,
} from '@understudy/contract';
import { DrillRunnerContext } from '../api/drillStream/DrillRunnerContext.ts';
import type { DrillListener, DrillRunner } from '../api/drillStream/drillRunner.ts';
import { DrillDrawer } from '../components/drill/DrillDrawer.tsx';
import { useDrillNote, type DrillNote } from '../components/drill/drillNote.ts';
import { exampleData, fakeAgent, type FakeAgent } from './fakeAgent.ts';
import { renderPage, type PageOptions } from './renderPage.tsx';

/** A test of a chain that ended well. */
export const DRILL = exampleData(runDrill);
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

/** The drawer over a page, with a drill that the test plays. */
export function showDrill({ note, agent = quietAgent(), path = '/chains?drill=gpt-4o', ...options }: Options = {}) {
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
export function quietAgent(): FakeAgent {
  const agent = fakeAgent();
  agent.answer(listDrills, NO_DRILLS);
  return agent;
}

/** The button that runs a test. */
export const runButton = () => screen.findByRole('button', { name: 'Run' });
/** Events of a drill. */
export const started = (number: number, atMs: number): DrillEvent => {
  if (!FIRST) throw new Error('the example has attempts');
  const { position, model, provider, upstreamModel, forced } = FIRST;
  return { type: 'attempt-started', number, position, model, provider, upstreamModel, forced, atMs };
};
export const ended = (): DrillEvent => ({ type: 'attempt-ended', ...(FIRST as Drill['attempts'][number]) });
export const wait = (): DrillEvent => ({ type: 'wait', ...(DRILL.waits[0] as Drill['waits'][number]) });
