import type { ConfigDocument } from '@understudy/contract';
import type { AgentInProcess } from '../kit/agentInProcess.ts';
import { chainDocument, stepAt, upstreamModelOf } from '../kit/chainDocument.ts';
import { API_SHAPES, type ClientApi } from '../kit/clientApi.ts';
import { exchange, Exchange } from '../kit/exchange.ts';
import type { SimTrio } from '../kit/simTrio.ts';
import type { Behaviour } from '../sim/behaviour.ts';

const OK: Behaviour = { kind: 'ok' };
const BROKEN: Behaviour = { kind: 'error', error: 'server_error' };
const LIMITED: Behaviour = { kind: 'error', error: 'rate_limit' };
const AWAY: Behaviour = { kind: 'error', error: 'unavailable' };

/** One request of the story, and what each step that is called does, in order. */
interface Scene {
  readonly model: string;
  readonly calls: readonly (readonly [model: string, behaviour: Behaviour])[];
  readonly times?: number;
  readonly api?: ClientApi;
  readonly stream?: boolean;
  /** The client goes away once the call has arrived. */
  readonly leaves?: true;
}

/** Every way that a request can go, in an order that is played as it stands. */
const SCENES: readonly Scene[] = [
  { model: 'lead', calls: [['lead', OK]], times: 6 },
  { model: 'lead', calls: [['lead', OK]], times: 4, stream: true },
  { model: 'lead', calls: [['lead', OK]], times: 2, api: 'messages', stream: true },
  {
    model: 'lead',
    calls: [
      ['lead', LIMITED],
      ['second', OK],
    ],
    times: 3,
  },
  {
    model: 'lead',
    calls: [
      ['lead', { kind: 'stream_error', role: true }],
      ['second', OK],
    ],
    times: 2,
    stream: true,
  },
  {
    model: 'lead',
    calls: [
      ['lead', BROKEN],
      ['second', AWAY],
      ['third', OK],
    ],
    times: 2,
  },
  {
    model: 'lead',
    calls: [
      ['lead', BROKEN],
      ['second', AWAY],
      ['third', { kind: 'reset' }],
    ],
    times: 2,
  },
  {
    model: 'lead',
    calls: [
      ['lead', { kind: 'empty_completion' }],
      ['second', OK],
    ],
  },
  {
    model: 'lead',
    calls: [
      ['lead', { kind: 'error', error: 'invalid_key' }],
      ['second', OK],
    ],
  },
  { model: 'lead', calls: [['lead', { kind: 'error', error: 'bad_request' }]], times: 2 },
  { model: 'lead', calls: [['lead', { kind: 'cut', afterChunks: 2 }]], stream: true },
  { model: 'lead', calls: [['lead', { kind: 'hang' }]], leaves: true },
  {
    model: 'duo',
    calls: [
      ['duo', BROKEN],
      ['duo', OK],
    ],
  },
  { model: 'duo', calls: [['duo', OK]], times: 3, stream: true },
  {
    model: 'flap',
    calls: [
      ['flap', BROKEN],
      ['third', OK],
    ],
    times: 2,
  },
  { model: 'flap', calls: [['third', OK]], times: 3 },
  { model: 'solo', calls: [['solo', OK]] },
  { model: 'solo', calls: [['solo', AWAY]] },
  { model: 'nobody', calls: [], times: 2 },
];

const flatScenes = SCENES.flatMap((scene) => Array.from({ length: scene.times ?? 1 }, () => scene));

/** Requests of the story; each of them ends in one count. */
export const STORY_REQUESTS = flatScenes.length;

/** Chains over the three sims, in three dialects; one model has a breaker that opens in the story and stays open. */
export function storyDocument({ lead, second, third }: SimTrio): ConfigDocument {
  const breaker = { failureThreshold: 2, cooldownMs: 3_600_000, maxCooldownMs: 3_600_000 };
  return chainDocument({
    steps: [
      stepAt(lead, 'lead', 'openai', { model: { price: { input: 2.5, output: 10 } } }),
      stepAt(second, 'second', 'anthropic', { model: { price: { input: 3, output: 30 } } }),
      stepAt(third, 'third', 'openai', { provider: { location: 'local' } }),
      stepAt(lead, 'duo', 'google'),
      stepAt(lead, 'flap', 'openai', { model: { price: { input: 1, output: 1 } }, provider: { breaker } }),
      stepAt(lead, 'solo', 'openai'),
    ],
    document: {
      chains: [
        { model: 'lead', fallbacks: ['second', 'third'] },
        {
          model: 'duo',
          fallbacks: ['third'],
          policy: { triggers: { server_error: { retries: 1, backoffFactor: 1 } } },
        },
        { model: 'flap', fallbacks: ['third'] },
      ],
      policy: { preset: 'immediate', breaker: { failureThreshold: 1_000, failureRatio: 1, minRequests: 1_000 } },
    },
  });
}

function writeScripts(sims: SimTrio): void {
  const scripts = new Map<string, Behaviour[]>();
  for (const [model, behaviour] of flatScenes.flatMap(({ calls }) => calls)) {
    scripts.set(model, [...(scripts.get(model) ?? []), behaviour]);
  }
  for (const sim of sims.all) {
    for (const [model, behaviours] of scripts) sim.script(upstreamModelOf(model), behaviours);
  }
}

/** Plays the story, one request after the other, and waits until every one of them is counted. */
export async function playStory(agent: AgentInProcess, sims: SimTrio): Promise<void> {
  writeScripts(sims);
  for (const [at, scene] of flatScenes.entries()) {
    const { model, api = 'chat', stream = false, leaves } = scene;
    const { path, body } = API_SHAPES[api];
    const options = { body: body(model, 'hello there', stream) };
    if (leaves === true) {
      const calls = sims.lead.callCount;
      const client = new Exchange(agent.url + path, options);
      await sims.lead.waitFor(({ id }) => id > calls, 20_000);
      client.leave();
    } else {
      await exchange(agent.url + path, options);
    }
    await agent.book.ended(at + 1);
  }
}
