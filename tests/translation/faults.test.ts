import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DialectName } from '@understudy/contract';
import type { ApiKind, CallOutcome, JsonObject, StreamEnd } from '../../agent/src/engine/index.ts';
import type { Behaviour } from '../sim/behaviour.ts';
import type { Sim } from '../sim/startSim.ts';
import { startSim } from '../sim/startSim.ts';
import { Provider, requestOf, stepAt } from './translationServer.ts';

const PAIRS: readonly [ApiKind, DialectName, string][] = [
  ['chat', 'anthropic', 'claude-sonnet-4-5'],
  ['chat', 'google', 'gemini-2.5-flash'],
  ['messages', 'openai', 'gpt-4o'],
  ['messages', 'azure-openai', 'gpt-4o'],
  ['responses', 'anthropic', 'claude-sonnet-4-5'],
];

/** Streams that must still be able to move to the next step. */
const BEFORE_COMMIT: readonly [string, Behaviour, string][] = [
  ['a reset connection', { kind: 'reset' }, 'connection'],
  ['a stream cut before content', { kind: 'cut', afterChunks: 0 }, 'connection'],
  ['a stream ended before content', { kind: 'end', afterChunks: 0 }, 'connection'],
  ['an error event before content', { kind: 'stream_error', error: 'overloaded' }, 'server_error,timeout'],
  ['a rate limit event before content', { kind: 'stream_error', error: 'rate_limit' }, 'rate_limit'],
  ['a chunk that does not parse', { kind: 'bad_chunk' }, 'invalid_response'],
  ['an empty completion', { kind: 'empty_completion' }, 'empty_response'],
  ['a filtered answer', { kind: 'filtered' }, 'content_policy'],
  ['a context error', { kind: 'error', error: 'context_length' }, 'context_window'],
  ['a wrong key', { kind: 'error', error: 'invalid_key' }, 'auth'],
  ['a missing model', { kind: 'error', error: 'model_not_found' }, 'model_not_found'],
  ['an overload', { kind: 'error', error: 'overloaded' }, 'server_error,timeout'],
  ['a gateway page', { kind: 'error', error: 'bad_gateway' }, 'server_error'],
];

/** Whole answers that are none. */
const WHOLE: readonly [string, Behaviour, string][] = [
  ['malformed JSON', { kind: 'malformed_json' }, 'invalid_response'],
  ['a web page', { kind: 'html' }, 'invalid_response'],
  ['an empty body', { kind: 'empty_body' }, 'invalid_response'],
  ['a truncated body', { kind: 'truncated_body' }, 'connection'],
  [
    'an error in a 200',
    { kind: 'status', status: 200, body: { error: { message: 'busy', code: 'rate_limit_exceeded' } } },
    'rate_limit',
  ],
];

function bodyFor(api: ApiKind, stream: boolean): JsonObject {
  const said = [{ role: 'user', content: 'hello there you' }];
  return api === 'responses' ? { stream, input: said } : { stream, max_tokens: 100, messages: said };
}

describe.each(PAIRS)('faults of %s over %s', (api, dialect, model) => {
  let sim: Sim;
  let provider: Provider;

  beforeAll(async () => {
    sim = await startSim();
    provider = new Provider(sim.url);
  });
  beforeEach(() => sim.reset());
  afterAll(async () => {
    await provider.close();
    await sim.close();
  });

  const step = stepAt(dialect, model);
  const call = (stream: boolean): Promise<CallOutcome> => provider.call(step, requestOf(api, bodyFor(api, stream)));

  it.each(BEFORE_COMMIT)('moves on before content: %s', async (_name, behaviour, triggers) => {
    sim.script(model, [behaviour]);
    const outcome = await call(true);
    expect(outcome).toMatchObject({ kind: 'failure', ownTimer: false });
    expect(triggers.split(',')).toContain(outcome.kind === 'failure' && outcome.trigger);
  });

  it.each(WHOLE)('moves on after %s', async (_name, behaviour, trigger) => {
    sim.script(model, [behaviour]);
    expect(await call(false)).toMatchObject({ kind: 'failure', trigger });
  });

  it("hands the client's own mistake back in its API's shape", async () => {
    sim.script(model, [{ kind: 'error', error: 'bad_request', message: 'temperature: too hot' }]);
    const outcome = await call(true);
    expect(outcome).toMatchObject({ kind: 'client_error', status: 400 });
    const body: unknown = outcome.kind === 'client_error' ? JSON.parse(outcome.body.toString()) : null;
    const error = { type: 'invalid_request_error', message: 'temperature: too hot' };
    expect(body).toMatchObject(api === 'messages' ? { type: 'error', error } : { error: { ...error, code: null } });
  });

  async function pumped(behaviour: Behaviour): Promise<{ end: StreamEnd; text: string }> {
    sim.script(model, [behaviour]);
    const outcome = await call(true);
    if (outcome.kind !== 'answer' || outcome.answer.body.kind !== 'stream') throw new Error('did not commit');
    let text = '';
    const end = await outcome.answer.body.pump({
      write: (chunk) => {
        text += chunk.toString();
        return true;
      },
      onDrain: () => undefined,
    });
    return { end, text };
  }

  it.each<[string, Behaviour, string]>([
    ['a cut', { kind: 'cut', afterChunks: 2 }, 'connection'],
    ['a clean end without a finish reason', { kind: 'end', afterChunks: 2 }, 'connection'],
    ['an error event', { kind: 'stream_error', error: 'overloaded', afterChunks: 2 }, 'server_error,timeout'],
    ['a bad chunk', { kind: 'bad_chunk', afterChunks: 2, last: true }, 'invalid_response'],
  ])('never closes as whole what broke after content: %s', async (_name, behaviour, triggers) => {
    const { end, text } = await pumped(behaviour);
    expect(end).toMatchObject({ kind: 'interrupted', outputText: expect.stringContaining('Hello from') });
    expect(triggers.split(',')).toContain(end.kind === 'interrupted' && end.trigger);
    expect(text).not.toMatch(/\[DONE\]|message_stop|response\.(completed|incomplete)|finish_reason":"/);
  });

  it('takes an answer that reasoning used up for what it is', async () => {
    const { end, text } = await pumped({ kind: 'reasoning_exhausted', reasoning: 'hm' });
    expect(end).toMatchObject({ kind: 'complete' });
    expect(text).toMatch(/max_tokens|"length"|max_output_tokens/);
  });
});
