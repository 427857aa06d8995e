import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Behaviour, BEHAVIOUR_KINDS } from './behaviour.ts';
import { type Sim, startSim } from './startSim.ts';

const messages = [{ role: 'user', content: 'one two three' }];
const contents = [{ role: 'user', parts: [{ text: 'one two three' }] }];
const KEYS = { 'x-api-key': 'k', 'anthropic-version': '2023-06-01', 'api-key': 'k', 'x-goog-api-key': 'k' };

/** Path and body of every operation, plain and as a stream. */
const OPERATIONS: [string, object][] = [
  ['/v1/chat/completions', { model: 'm', messages }],
  ['/v1/chat/completions', { model: 'm', messages, stream: true }],
  ['/v1/completions', { model: 'm', prompt: 'p' }],
  ['/v1/completions', { model: 'm', prompt: 'p', stream: true }],
  ['/v1/embeddings', { model: 'm', input: 'i' }],
  ['/v1/responses', { model: 'm', input: 'i' }],
  ['/v1/responses', { model: 'm', input: 'i', stream: true }],
  ['/openai/deployments/m/chat/completions?api-version=2024-10-21', { messages }],
  ['/openai/deployments/m/chat/completions?api-version=2024-10-21', { messages, stream: true }],
  ['/openai/deployments/m/embeddings?api-version=2024-10-21', { input: 'i' }],
  ['/openai/v1/responses', { model: 'm', input: 'i', stream: true }],
  ['/v1/messages', { model: 'm', messages, max_tokens: 50 }],
  ['/v1/messages', { model: 'm', messages, max_tokens: 50, stream: true }],
  ['/v1beta/models/m:generateContent', { contents }],
  ['/v1beta/models/m:streamGenerateContent?alt=sse', { contents }],
  ['/v1beta/models/m:batchEmbedContents', { requests: [{ content: contents[0] }] }],
];

const MORE: Record<string, object> = {
  error: { error: 'rate_limit' },
  status: { status: 503 },
  trickle: { bytes: 500, everyMs: 1 },
};
const ENDLESS = new Set(['hang', 'stall', 'comments_only']);
const behaviours = Object.keys(BEHAVIOUR_KINDS).map((kind) => ({ kind, ...MORE[kind] }) as Behaviour);

describe('every behaviour in every operation', () => {
  let sim: Sim;

  beforeAll(async () => {
    sim = await startSim();
  });
  afterAll(() => sim.close());

  async function play(path: string, body: object, behaviour: Behaviour): Promise<string> {
    const patience = ENDLESS.has(behaviour.kind) ? 25 : 5000;
    try {
      const response = await fetch(sim.url + path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { ...KEYS, 'x-sim-behaviour': JSON.stringify(behaviour) },
        signal: AbortSignal.timeout(patience),
      });
      expect(response.headers.get('x-sim-failed')).toBeNull();
      await response.text();
      return 'whole';
    } catch (error) {
      return (error as Error).name === 'TimeoutError' ? 'endless' : 'broken';
    }
  }

  it.each(behaviours)('$kind', async (behaviour) => {
    for (const [path, body] of OPERATIONS) {
      sim.reset();
      const end = await play(path, body, behaviour);
      const call = await sim.waitFor(({ outcome }) => outcome !== 'pending');
      expect(call.behaviour).toEqual(behaviour);
      // An operation that never streams has nothing to stall before its end, but its body stalls all the same.
      if (ENDLESS.has(behaviour.kind)) expect([end, call.outcome]).toEqual(['endless', 'client_closed']);
      else expect(call.outcome).toBe(end === 'broken' ? 'cut' : 'completed');
    }
    expect(sim.inFlight).toBe(0);
  });
});
