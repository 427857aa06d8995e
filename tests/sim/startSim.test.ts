import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FAST_PROMPT_TOKENS } from './fastAnswers.ts';
import type { SimOptions } from './simOptions.ts';
import { type Sim, startSim } from './startSim.ts';
import { unusedPort } from './unusedPort.ts';

describe('a sim', () => {
  let sim: Sim;

  const start = async (options?: SimOptions) => {
    sim = await startSim(options);
  };
  afterEach(() => sim.close());

  const ask = (model = 'm', extra: object = {}) =>
    fetch(`${sim.url}/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }], ...extra }),
    });
  const statuses = async (count: number, model?: string) => {
    const seen: number[] = [];
    for (let index = 0; index < count; index++) {
      const response = await ask(model);
      await response.text();
      seen.push(response.status);
    }
    return seen;
  };

  it('plays a script once, then the default', async () => {
    await start();
    sim.script('m', [
      { kind: 'error', error: 'server_error' },
      { kind: 'error', error: 'rate_limit' },
    ]);
    expect(await statuses(3)).toEqual([500, 429, 200]);
    expect(await statuses(1, 'other')).toEqual([200]);
  });

  it('repeats a script from its start, or its last behaviour', async () => {
    await start();
    sim.script('m', [{ kind: 'error', error: 'server_error' }, { kind: 'ok' }], { repeat: 'cycle' });
    expect(await statuses(5)).toEqual([500, 200, 500, 200, 500]);
    sim.script('m', [{ kind: 'ok' }, { kind: 'error', error: 'unavailable' }], { repeat: 'last' });
    expect(await statuses(4)).toEqual([200, 503, 503, 503]);
  });

  it('fails a share of the calls, the same ones for the same seed', async () => {
    await start({ failureRate: 0.3, seed: 7 });
    const first = await statuses(40);
    sim.reset();
    expect(await statuses(40)).toEqual(first);
    const failed = first.filter((status) => status === 500).length;
    expect(failed).toBeGreaterThan(4);
    expect(failed).toBeLessThan(20);
  });

  it('knows only its models, and only its keys', async () => {
    await start({ models: ['m'], apiKeys: ['right'] });
    expect((await ask()).status).toBe(401);
    const headers = { authorization: 'Bearer right' };
    const post = (model: string) =>
      fetch(`${sim.url}/v1/chat/completions`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }] }),
      });
    expect((await post('m')).status).toBe(200);
    expect((await post('other')).status).toBe(404);
  });

  it('records what came in, to the byte', async () => {
    await start();
    const body = '{ "model":"m",  "messages":[{"role":"user","content":"hi"}], "unknown": {"x": 1} }';
    await fetch(`${sim.url}/v1/chat/completions`, { method: 'POST', body, headers: { 'X-Custom': 'Yes' } });
    const [call] = sim.calls;
    expect(call?.rawBody.toString()).toBe(body);
    expect(call).toMatchObject({
      id: 1,
      dialect: 'openai',
      endpoint: 'chat',
      model: 'm',
      headers: { 'x-custom': 'Yes' },
      body: { unknown: { x: 1 } },
      behaviour: { kind: 'ok' },
      status: 200,
    });
  });

  it('keeps the last calls alone where told, and none with record: false', async () => {
    await start({ record: 2 });
    await statuses(3);
    expect([sim.calls.map((call) => call.id), sim.callCount]).toEqual([[2, 3], 3]);
    await sim.close();
    await start({ record: false, fast: false });
    await statuses(2);
    expect([sim.calls.length, sim.callCount]).toEqual([0, 2]);
  });

  it('answers fast where nothing is recorded, whole and streamed', async () => {
    await start({ record: false });
    const answer = await (await ask()).json();
    expect(answer).toMatchObject({
      model: 'm',
      choices: [{ message: { content: 'Hello from m. You said: ' } }],
      usage: { prompt_tokens: FAST_PROMPT_TOKENS },
    });
    const stream = await (await ask('m', { stream: true, stream_options: { include_usage: true } })).text();
    expect(stream).toContain(`"prompt_tokens":${FAST_PROMPT_TOKENS}`);
    expect(stream.endsWith('data: [DONE]\n\n')).toBe(true);
    sim.script('m', [{ kind: 'error', error: 'server_error' }]);
    expect(await statuses(2)).toEqual([500, 200]);
  });

  it('sees a caller leave in the middle of a stream', async () => {
    await start();
    sim.setDefault({ kind: 'ok', tokens: 1000, chunkDelayMs: 5 });
    const response = await ask('m', { stream: true });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    const call = await sim.waitFor(({ outcome }) => outcome === 'client_closed');
    expect(call.bytesSent).toBeGreaterThan(0);
    const sent = call.bytesSent;
    await sleep(30);
    expect(call.bytesSent).toBe(sent);
  });

  it('counts connections', async () => {
    await start();
    await statuses(5);
    expect(sim.connections).toBeLessThanOrEqual(2);
    expect(sim.calls[0]?.connection).toBe(1);
  });

  it('refuses connections and comes back on the same port', async () => {
    await start();
    await statuses(1);
    const { port } = sim;
    await sim.refuse(true);
    await expect(ask()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await sim.refuse(false);
    expect([await statuses(1), sim.port]).toEqual([[200], port]);
  });

  it('lets calls in flight end while it refuses', async () => {
    await start();
    sim.setDefault({ kind: 'ok', latencyMs: 80 });
    const pending = ask();
    await sim.waitFor(() => true);
    await sim.refuse(true);
    expect((await pending).status).toBe(200);
    await expect(ask()).rejects.toThrow('fetch failed');
  });

  it('closes with calls in flight', async () => {
    await start();
    sim.setDefault({ kind: 'hang' });
    const pending = ask();
    await sim.waitFor(() => true);
    await sim.close();
    await expect(pending).rejects.toThrow('fetch failed');
  });

  it('finds a port that nobody listens on', async () => {
    await start();
    const port = await unusedPort();
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });

  it('is set and read from another process', async () => {
    await start({ control: true });
    const control = async (path: string, body?: object) => {
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const response = await fetch(`${sim.url}/_sim/${path}`, init);
      return [response.status, await response.json()];
    };
    await control('script', { model: 'm', behaviours: [{ kind: 'error', error: 'unavailable' }] });
    expect(await statuses(2)).toEqual([503, 200]);
    expect(await control('calls')).toMatchObject([200, { calls: [{ status: 503 }, { status: 200 }] }]);
    expect(await control('default', { kind: 'nonsense' })).toMatchObject([400, {}]);
    await control('failures', { rate: 1 });
    expect(await statuses(1)).toEqual([500]);
    await control('reset', {});
    expect(await control('health')).toMatchObject([200, { status: 'ok', callCount: 0, inFlight: 0 }]);
    expect((await control('nothing'))[0]).toBe(404);
  });

  it('takes what Alertmanager delivers, and lists it', async () => {
    const heard: string[] = [];
    await start({ control: true, onAlert: ({ labels }) => heard.push(labels.alertname ?? '') });
    const alert = { status: 'firing', labels: { alertname: 'LLMAgentAbsent' }, annotations: { summary: 'None.' } };
    const body = JSON.stringify({ receiver: 'pager', status: 'firing', alerts: [alert] });
    await fetch(`${sim.url}/_sim/webhook`, { method: 'POST', body });
    expect(await (await fetch(`${sim.url}/_sim/webhook`)).json()).toMatchObject({
      alerts: [{ receiver: 'pager', ...alert }],
    });
    expect(heard).toEqual(['LLMAgentAbsent']);
  });

  it('says so when it is told a behaviour that it does not know', async () => {
    await start();
    const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }] });
    const headers = { 'x-sim-behaviour': '{"kind":"nonsense"}' };
    const response = await fetch(`${sim.url}/v1/chat/completions`, { method: 'POST', headers, body });
    expect([response.status, response.headers.get('x-sim-failed')]).toEqual([500, 'true']);
    expect(await response.text()).toContain('Not a behaviour of the sim');
  });

  it('answers an unknown path like OpenAI does', async () => {
    await start();
    const response = await fetch(`${sim.url}/v2/nothing`);
    expect([response.status, await response.json()]).toMatchObject([404, { error: { type: 'invalid_request_error' } }]);
  });
});
