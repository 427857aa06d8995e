import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Anthropic, {
  APIUserAbortError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  RateLimitError,
} from '@anthropic-ai/sdk';
import type { Behaviour } from '../sim/behaviour.ts';
import { LEAD, SECOND, setStage, WAYS, type Stage } from './compatStage.ts';

const ask = { model: LEAD, max_tokens: 100, messages: [{ role: 'user' as const, content: 'hi there' }] };

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('it was answered');
    },
    (error: unknown) => error,
  );
}

describe.each(WAYS)('errors of the Anthropic client by %s', (way) => {
  let stage: Stage;
  let client: Anthropic;

  beforeAll(async () => {
    stage = await setStage(way, ['anthropic', 'openai']);
    const { origin, fetch } = stage.setup;
    client = new Anthropic({ baseURL: origin, apiKey: 'client-key', fetch });
  });
  beforeEach(() => stage.reset());
  afterAll(() => stage.close());

  const calls = (): number[] => [stage.lead.callCount, stage.second.callCount];

  const exhausted: [string, Behaviour, unknown, number, string][] = [
    ['429', { kind: 'error', error: 'rate_limit', retryAfter: 1 }, RateLimitError, 429, 'rate_limit_error'],
    ['500', { kind: 'error', error: 'server_error' }, InternalServerError, 500, 'api_error'],
    ['a refused account', { kind: 'error', error: 'unauthorized' }, InternalServerError, 502, 'api_error'],
    ['a broken connection', { kind: 'reset' }, InternalServerError, 502, 'api_error'],
  ];

  it.each(exhausted)(
    'maps a chain that ended in %s, and does not walk it again',
    async (_, last, type, status, said) => {
      stage.lead.setDefault({ kind: 'error', error: 'overloaded' });
      stage.second.setDefault(last);
      const error = await failure(client.messages.create(ask));
      expect(error).toBeInstanceOf(type);
      expect(error).toMatchObject({
        status,
        error: { type: 'error', error: { type: said, attempts: [{ model: LEAD }, { model: SECOND }] } },
      });
      expect(calls()).toEqual([1, 1]);
    },
  );

  it("passes the caller's own mistake through, without a fallback", async () => {
    stage.lead.setDefault({ kind: 'error', error: 'bad_request', message: 'temperature is out of range' });
    const error = await failure(client.messages.create(ask));
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({ message: expect.stringContaining('temperature is out of range') });
    expect(calls()).toEqual([1, 0]);
  });

  it('maps a model that is not configured, in calls and in the list', async () => {
    for (const asked of [client.messages.create({ ...ask, model: 'nobody' }), client.models.retrieve('nobody')]) {
      const error = await failure(asked);
      expect(error).toBeInstanceOf(NotFoundError);
      expect(error).toMatchObject({ error: { type: 'error', error: { type: 'not_found_error' } } });
    }
    expect(calls()).toEqual([0, 0]);
  });

  it('tells of a stream that broke after its first content', async () => {
    stage.lead.setDefault({ kind: 'cut', afterChunks: 2 });
    const stream = client.messages.stream(ask);
    let text = '';
    stream.on('text', (piece) => (text += piece));
    const error = await failure(stream.finalMessage());
    expect(text).toMatch(/^Hello/);
    expect(error).toMatchObject({ message: expect.stringContaining('stream_interrupted') });
    expect(calls()).toEqual([1, 0]);
  });

  it('cancels the upstream call when the client aborts', async () => {
    stage.lead.setDefault({ kind: 'hang' });
    const abort = new AbortController();
    const answer = failure(client.messages.create(ask, { signal: abort.signal }));
    await stage.lead.waitFor((call) => call.outcome === 'pending');
    abort.abort();
    expect(await answer).toBeInstanceOf(APIUserAbortError);
    await stage.lead.waitFor((call) => call.outcome === 'client_closed');
    expect(calls()).toEqual([1, 0]);
  });
});
