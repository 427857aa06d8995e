import { createUnderstudy } from '../../agent/src/index.ts';
import type { ConfigDocument, DialectName } from '@understudy/contract';
import { startAgentInProcess } from '../kit/agentInProcess.ts';
import { chainDocument } from '../kit/chainDocument.ts';
import type { Call } from '../sim/call.ts';
import type { Behaviour } from '../sim/behaviour.ts';
import { startSim, type Sim } from '../sim/startSim.ts';

/** The dialects of a chain: the primary's and the fallback's. */
export type Pair = readonly [primary: DialectName, fallback: DialectName];

const PAIRS: readonly Pair[] = [
  ['openai', 'anthropic'],
  ['anthropic', 'openai'],
  ['openai', 'google'],
];

/** How clients reach the engine: by the agent's listener, or inside their own process. */
export const WAYS = ['the agent', "the library's fetch"] as const;
export type Way = (typeof WAYS)[number];

/** Every pair by every way, for `describe.each`. */
export const STAGES: readonly [Way, ...Pair][] = WAYS.flatMap((way) =>
  PAIRS.map((pair): [Way, ...Pair] => [way, ...pair]),
);

/** Names that the translation library knows, for it decides by them what a model can do. */
const UPSTREAM: Partial<Record<DialectName, string>> = {
  openai: 'gpt-4o',
  anthropic: 'claude-sonnet-4-5',
  google: 'gemini-2.5-flash',
};

/** The models that clients ask for: one with a fallback, and the fallback by itself. */
export const LEAD = 'lead';
export const SECOND = 'second';

/** What a client is set up with; `fetch` where it is not the process's own. */
export interface ClientSetup {
  readonly origin: string;
  readonly fetch: typeof fetch;
}

/** Two simulated providers with the engine before them. */
export interface Stage {
  readonly lead: Sim;
  readonly second: Sim;
  readonly leadUpstream: string;
  readonly secondUpstream: string;
  readonly setup: ClientSetup;
  /** The primary fails every call; a 503 if nothing else is said. */
  primaryFails(behaviour?: Behaviour): void;
  /** The one call that each provider got since the last reset: the primary failed it, the fallback answered it. */
  fellBackOnce(): { readonly failed: Call; readonly answered: Call };
  reset(): void;
  close(): Promise<void>;
}

function documentOf(lead: Sim, second: Sim, [primary, fallback]: Pair): ConfigDocument {
  const step = (id: string, dialect: DialectName, sim: Sim) => ({
    id,
    dialect,
    url: sim.url,
    model: { upstreamModel: UPSTREAM[dialect] ?? id },
  });
  return chainDocument({
    steps: [step(LEAD, primary, lead), step(SECOND, fallback, second)],
    // Tests fail the primary on purpose, again and again.
    policy: { preset: 'immediate', breaker: { enabled: false } },
  });
}

async function reach(way: Way, document: ConfigDocument): Promise<ClientSetup & { close: () => Promise<void> }> {
  if (way === 'the agent') {
    const agent = await startAgentInProcess({ document });
    return { origin: agent.url, fetch: globalThis.fetch, close: () => agent.close() };
  }
  const understudy = createUnderstudy(document, { logger: false });
  return { origin: 'http://in-process.invalid', fetch: understudy.fetch, close: () => understudy.close() };
}

function onlyCall(sim: Sim): Call {
  const [call, ...more] = sim.calls;
  if (call === undefined || more.length > 0) throw new Error(`${sim.calls.length} calls came, not one`);
  return call;
}

/** Sets the stage: `way` to reach the engine, a chain over `pair`. */
export async function setStage(way: Way, pair: Pair): Promise<Stage> {
  const [lead, second] = await Promise.all([startSim(), startSim()]);
  const reached = await reach(way, documentOf(lead, second, pair));
  const [leadUpstream, secondUpstream] = pair.map((dialect) => UPSTREAM[dialect] ?? '');
  if (leadUpstream === undefined || secondUpstream === undefined) throw new Error('a pair names two dialects');
  return {
    lead,
    second,
    leadUpstream,
    secondUpstream,
    setup: reached,
    primaryFails: (behaviour = { kind: 'error', error: 'unavailable' }) => lead.setDefault(behaviour),
    fellBackOnce: () => ({ failed: onlyCall(lead), answered: onlyCall(second) }),
    reset: () => [lead, second].forEach((sim) => sim.reset()),
    close: async () => {
      await reached.close();
      await Promise.all([lead.close(), second.close()]);
    },
  };
}

/** What the response headers say of a fallback, for `toMatchObject` on `Object.fromEntries(headers)`. */
export const FELL_BACK = {
  'x-understudy-requested-model': LEAD,
  'x-understudy-served-model': SECOND,
  'x-understudy-fallback': 'true',
  'x-understudy-attempts': '2',
};
