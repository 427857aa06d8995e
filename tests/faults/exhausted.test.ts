import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DialectName } from '@understudy/contract';
import { z } from 'zod';
import type { AgentInProcess } from '../kit/agentInProcess.ts';
import type { ClientApi } from '../kit/clientApi.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import type { Behaviour } from '../sim/behaviour.ts';
import { counts, countsOf } from './counts.ts';
import { ask, SHORT_DEADLINES, startFaultAgent, understudyHeaders } from './faultAgent.ts';

/** A fault of every step, and what the client hears of it. */
interface ExhaustedCase {
  readonly name: string;
  readonly behaviour: Behaviour;
  readonly trigger: string;
  /** Several where the dialects differ. */
  readonly status: number | readonly number[];
  /** Ours, where the provider's own words are not passed on. */
  readonly code?: string;
  /** False where a translated call has words of its own. */
  readonly translated?: false;
  readonly silent?: true;
}

/** What every API says of it, in its own error's place. */
const exhaustedSchema = z.object({
  error: z.object({
    message: z.string().min(1),
    code: z.unknown().optional(),
    attempts: z.array(z.object({ model: z.string(), result: z.string() })),
  }),
});

const CASES: readonly ExhaustedCase[] = [
  { name: '429', behaviour: { kind: 'error', error: 'rate_limit' }, trigger: 'rate_limit', status: 429 },
  { name: '500', behaviour: { kind: 'error', error: 'server_error' }, trigger: 'server_error', status: 500 },
  { name: '503', behaviour: { kind: 'status', status: 503 }, trigger: 'timeout', status: 503 },
  { name: 'quota', behaviour: { kind: 'error', error: 'insufficient_quota' }, trigger: 'quota', status: [402, 429] },
  {
    name: 'a web page with 502',
    behaviour: { kind: 'status', status: 502, body: '<html>down</html>' },
    trigger: 'server_error',
    status: 502,
    code: 'upstream_error',
    translated: false,
  },
  { name: 'reset', behaviour: { kind: 'reset' }, trigger: 'connection', status: 502, code: 'upstream_unreachable' },
  {
    name: 'silence',
    behaviour: { kind: 'hang' },
    trigger: 'timeout',
    status: 504,
    code: 'upstream_timeout',
    silent: true,
  },
  {
    name: 'malformed',
    behaviour: { kind: 'malformed_json' },
    trigger: 'invalid_response',
    status: 502,
    code: 'upstream_invalid',
  },
  {
    name: 'empty',
    behaviour: { kind: 'empty_completion' },
    trigger: 'empty_response',
    status: 502,
    code: 'upstream_invalid',
  },
  {
    name: 'a wrong key',
    behaviour: { kind: 'error', error: 'invalid_key' },
    trigger: 'auth',
    status: 502,
    code: 'upstream_auth',
  },
  {
    name: '403',
    behaviour: { kind: 'error', error: 'forbidden' },
    trigger: 'auth',
    status: 502,
    code: 'upstream_auth',
  },
  {
    name: 'a missing model',
    behaviour: { kind: 'error', error: 'model_not_found' },
    trigger: 'model_not_found',
    status: 502,
    code: 'upstream_model_missing',
  },
];

const PAIRS: readonly [ClientApi, DialectName][] = [
  ['chat', 'openai'],
  ['messages', 'openai'],
  ['responses', 'openai'],
  ['chat', 'anthropic'],
  ['chat', 'google'],
  ['messages', 'anthropic'],
];

let sims: SimTrio;
let agent: AgentInProcess;
beforeAll(async () => {
  sims = await startSimTrio();
});
afterEach(async () => {
  await agent.close();
  sims.reset();
});
afterAll(() => sims.close());

describe.each(PAIRS)('every step of %s over %s fails with', (api, dialect) => {
  describe.each([
    ['stream', true],
    ['whole', false],
  ] as const)('%s', (_mode, stream) => {
    it.each(CASES)('$name', async ({ behaviour, trigger, status, code, silent, translated = true }) => {
      for (const sim of sims.all) sim.setDefault(behaviour);
      agent = await startFaultAgent(sims, {
        dialects: [dialect, dialect, dialect],
        ...(silent === true ? { policy: { preset: 'immediate', deadlines: SHORT_DEADLINES } } : {}),
      });

      const transcript = await ask(agent, { api, stream });

      expect([status].flat()).toContain(transcript.status);
      expect(transcript.headers['x-should-retry']).toBe('false');
      expect(understudyHeaders(transcript)).toEqual({
        'requested-model': 'lead',
        fallback: 'true',
        attempts: '3',
        trigger,
      });
      const { error } = exhaustedSchema.parse(transcript.json());
      expect(error.attempts.map(({ model, result }) => `${model} ${result}`)).toEqual([
        `lead ${trigger}`,
        `second ${trigger}`,
        `third ${trigger}`,
      ]);
      const isNative = api === 'messages' ? dialect === 'anthropic' : dialect === 'openai';
      if (code !== undefined && (isNative || translated)) expect(error.code).toBe(code);
      expect(transcript.text).not.toContain('canary');
      for (const sim of sims.all) expect(sim.calls).toHaveLength(1);
      expect(await agent.book.ended(1)).toMatchObject({ outcome: 'error', exhausted: true, status: transcript.status });
      expect(countsOf(await agent.samples())).toEqual(
        counts({
          requests: ['lead fallback error: 1'],
          attempts: [`lead-up 0 ${trigger}: 1`, `second-up 1 ${trigger}: 1`, `third-up 2 ${trigger}: 1`],
          fallbacks: [`lead-up second-up ${trigger}: 1`, `second-up third-up ${trigger}: 1`],
          exhausted: ['lead: 1'],
        }),
      );
    });
  });
});

describe("the body of a provider that refuses the agent's own key", () => {
  it.each(['unauthorized', 'invalid_key', 'forbidden'] as const)('is withheld: %s', async (error) => {
    for (const sim of sims.all) {
      sim.setDefault({ kind: 'error', error, message: 'account org-secret of sk-live-abcdef123456' });
    }
    agent = await startFaultAgent(sims);

    const transcript = await ask(agent);

    expect(transcript.status).toBe(502);
    expect(transcript.text).not.toContain('org-secret');
    expect(transcript.text).not.toContain('sk-live');
  });
});

describe('a key in the words of a provider', () => {
  it('is scrubbed from what the client gets', async () => {
    const message = 'sk-canary-third-0123456789abcdef hit its limit';
    for (const sim of sims.all) sim.setDefault({ kind: 'error', error: 'rate_limit', message });
    agent = await startFaultAgent(sims);

    const transcript = await ask(agent);

    expect(transcript.status).toBe(429);
    expect(transcript.json()).toMatchObject({ error: { message: '[redacted] hit its limit' } });
  });
});
