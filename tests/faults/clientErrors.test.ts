import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgentInProcess } from '../kit/agentInProcess.ts';
import { startSimTrio, type SimTrio } from '../kit/simTrio.ts';
import type { Behaviour } from '../sim/behaviour.ts';
import { counts, countsOf } from './counts.ts';
import { answerOf, ask, startFaultAgent, textOf, understudyHeaders, type FaultAgentOptions } from './faultAgent.ts';

const CONTEXT: Behaviour = { kind: 'error', error: 'context_length' };
const CONTENT: Behaviour = { kind: 'error', error: 'content_filter' };
const FILTERED: Behaviour = { kind: 'filtered' };
const BAD_REQUEST =
  '{ "error": {"message":"no  such\\u0020field", "type":"invalid_request_error","param":"foo","code":null, "x":1.0} }';

const MODES = [
  ['stream', true],
  ['whole', false],
] as const;

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

describe.each(MODES)("the client's own mistake, %s", (_mode, stream) => {
  it.each([400, 409, 413, 422])(
    '%i is passed through byte for byte, not retried and not counted against the provider',
    async (status) => {
      const headers = { 'content-type': 'application/json; charset=utf-8', 'x-provider-says': 'no' };
      sims.lead.script('lead-up', [{ kind: 'status', status, headers, body: BAD_REQUEST }], { repeat: 'last' });
      agent = await startFaultAgent(sims, { policy: { preset: 'patient' } });

      const transcript = await ask(agent, { stream });

      expect(transcript.status).toBe(status);
      expect(transcript.text).toBe(BAD_REQUEST);
      expect(transcript.headers).toMatchObject(headers);
      expect(understudyHeaders(transcript)).toMatchObject({ fallback: 'false', attempts: '1' });
      expect(sims.lead.calls).toHaveLength(1);
      expect(sims.second.calls).toHaveLength(0);
      expect(await agent.book.ended(1)).toMatchObject({ outcome: 'client_error', route: 'primary', exhausted: false });
      expect(countsOf(await agent.samples())).toEqual(
        counts({ requests: ['lead primary client_error: 1'], attempts: ['lead-up 0 client_error: 1'] }),
      );
    },
  );

  it('never opens a breaker', async () => {
    sims.lead.script('lead-up', [{ kind: 'error', error: 'bad_request' }], { repeat: 'last' });
    agent = await startFaultAgent(sims, { policy: { preset: 'immediate', breaker: { failureThreshold: 1 } } });

    for (let turn = 0; turn < 3; turn++) expect((await ask(agent, { stream })).status).toBe(400);
    expect(sims.lead.calls).toHaveLength(3);
  });
});

/** Who answers when the primary fails like this; null = nobody. */
interface ListCase {
  readonly name: string;
  readonly behaviour: Behaviour;
  readonly chain: NonNullable<FaultAgentOptions['chain']>;
  readonly trigger: string;
  readonly served: string | null;
}

const LISTS: readonly ListCase[] = [
  { name: 'context, no list of its own', behaviour: CONTEXT, chain: {}, trigger: 'context_window', served: 'second' },
  {
    name: 'context, its own list',
    behaviour: CONTEXT,
    chain: { contextWindowFallbacks: ['third'] },
    trigger: 'context_window',
    served: 'third',
  },
  {
    name: 'context, an empty list',
    behaviour: CONTEXT,
    chain: { contextWindowFallbacks: [] },
    trigger: 'context_window',
    served: null,
  },
  {
    name: 'content filter, no list of its own: off',
    behaviour: CONTENT,
    chain: {},
    trigger: 'content_policy',
    served: null,
  },
  {
    name: 'content filter, its own list',
    behaviour: CONTENT,
    chain: { contentPolicyFallbacks: ['third'] },
    trigger: 'content_policy',
    served: 'third',
  },
  {
    name: 'content filter, switched on',
    behaviour: CONTENT,
    chain: { policy: { triggers: { content_policy: { enabled: true } } } },
    trigger: 'content_policy',
    served: 'second',
  },
  {
    name: 'a filtered finish, its own list',
    behaviour: FILTERED,
    chain: { contentPolicyFallbacks: ['third'] },
    trigger: 'content_policy',
    served: 'third',
  },
];

describe.each(MODES)('own lists, %s', (_mode, stream) => {
  it.each(LISTS.filter(({ served }) => served !== null))('$name', async ({ behaviour, chain, trigger, served }) => {
    sims.lead.script('lead-up', [behaviour], { repeat: 'last' });
    agent = await startFaultAgent(sims, { chain, policy: { preset: 'immediate', breaker: { failureThreshold: 1 } } });

    for (let turn = 1; turn <= 2; turn++) {
      const transcript = await ask(agent, { stream });
      expect(textOf(transcript, { stream })).toBe(answerOf(served ?? ''));
      expect(understudyHeaders(transcript)).toMatchObject({ trigger, 'served-model': served ?? '', attempts: '2' });
    }
    // Twice: neither of them says anything about the provider's health.
    expect(sims.lead.calls).toHaveLength(2);
  });

  it.each(LISTS.filter(({ served }) => served === null))('$name', async ({ behaviour, chain, trigger }) => {
    sims.lead.script('lead-up', [behaviour], { repeat: 'last' });
    agent = await startFaultAgent(sims, { chain });

    const transcript = await ask(agent, { stream });

    expect(transcript.status).toBe(400);
    expect(understudyHeaders(transcript)).toEqual({ 'requested-model': 'lead', fallback: 'false', attempts: '1' });
    expect(sims.second.calls.length + sims.third.calls.length).toBe(0);
    expect(await agent.book.ended(1)).toMatchObject({ outcome: 'client_error', exhausted: false });
    expect(countsOf(await agent.samples())).toEqual(
      counts({ requests: ['lead primary client_error: 1'], attempts: [`lead-up 0 ${trigger}: 1`] }),
    );
  });

  it('a filtered finish without a list comes back as a content filter error', async () => {
    sims.lead.script('lead-up', [FILTERED]);
    agent = await startFaultAgent(sims);

    const transcript = await ask(agent, { stream });

    expect(transcript.status).toBe(400);
    expect(transcript.json()).toMatchObject({ error: { code: 'content_filter' } });
    expect(await agent.book.ended(1)).toMatchObject({ outcome: 'client_error' });
  });

  it("a context that no step has room for is the client's mistake", async () => {
    for (const sim of sims.all) sim.setDefault(CONTEXT);
    agent = await startFaultAgent(sims);

    const transcript = await ask(agent, { stream });

    expect(transcript.status).toBe(400);
    expect(transcript.json()).toMatchObject({ error: { code: 'context_length_exceeded' } });
    expect(await agent.book.ended(1)).toMatchObject({ outcome: 'client_error', route: 'fallback', exhausted: false });
  });
});

describe('a context window that the registry knows', () => {
  it('skips the step without a call', async () => {
    agent = await startFaultAgent(sims, { lead: { model: { contextWindow: 10 } } });

    const transcript = await ask(agent, { prompt: 'word '.repeat(200) });

    expect(understudyHeaders(transcript)).toMatchObject({
      trigger: 'context_window',
      attempts: '1',
      'served-model': 'second',
    });
    expect(sims.lead.calls).toHaveLength(0);
    await agent.book.ended(1);
    expect(countsOf(await agent.samples())).toEqual(
      counts({
        requests: ['lead fallback success: 1'],
        attempts: ['second-up 1 success: 1'],
        fallbacks: ['lead-up second-up context_window: 1'],
      }),
    );
  });
});
