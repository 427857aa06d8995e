import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Counter, Registry } from 'prom-client';
import {
  ConfigurationError,
  createUnderstudy,
  type ConfigInput,
  type EngineEvent,
  type Understudy,
  type UnderstudyOptions,
} from '../../agent/src/index.ts';
import { Samples } from '../kit/samples.ts';
import { startSim, type Sim } from '../sim/startSim.ts';
import { LogBook, stageDocument } from './stage.ts';

const hello = { messages: [{ role: 'user', content: 'hi there' }] };

let lead: Sim;
let second: Sim;
let folder: string;
const opened: Understudy[] = [];

beforeAll(async () => {
  [lead, second] = await Promise.all([startSim(), startSim()]);
  folder = await mkdtemp(join(tmpdir(), 'understudy-library-'));
});
beforeEach(() => {
  lead.reset();
  second.reset();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((understudy) => understudy.close()));
});
afterAll(async () => {
  await Promise.all([lead.close(), second.close(), rm(folder, { recursive: true })]);
});

/** Creates one that is closed after the test. */
function open(config: string | ConfigInput = stageDocument(lead, second), options: UnderstudyOptions = {}): Understudy {
  const understudy = createUnderstudy(config, { logger: false, ...options });
  opened.push(understudy);
  return understudy;
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

function refused(create: () => unknown): ConfigurationError {
  try {
    create();
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

const yaml = (key: string): string => `
version: 1
providers: [{ id: p, dialect: openai, baseUrl: '${lead.url}/v1', apiKey: '${key}' }]
models: [{ id: lead, provider: p }]
`;

describe('the configuration of the library', () => {
  it('is a YAML file, its keys from the variables that are given', async () => {
    const understudy = open(await file('a.yaml', yaml('env:LEAD_API_KEY')), { env: { LEAD_API_KEY: 'key-of-lead' } });
    await understudy.callWithFallback('lead', hello);
    expect(lead.calls[0]?.headers['authorization']).toBe('Bearer key-of-lead');
  });

  it('is a JSON file', async () => {
    const understudy = open(await file('a.json', JSON.stringify({ version: 1, providers: [], models: [] })));
    expect(understudy.status().chains).toEqual([]);
  });

  it('is an object, in which keys may be plain', async () => {
    await open().callWithFallback('lead', hello);
    expect(lead.calls[0]?.headers['authorization']).toMatch(/^Bearer sk-canary-lead/);
  });

  it('lists everything that is wrong, with the place in the file', async () => {
    const path = await file(
      'bad.yaml',
      'version: 1\nmodels:\n  - { id: a, provider: nobody }\nchains:\n  - { model: a, fallbacks: [b, b] }\n',
    );
    const { findings, message, file: named } = refused(() => open(path));
    expect(findings.length).toBeGreaterThanOrEqual(3);
    expect(findings[0]).toMatchObject({ path: expect.any(String), fix: expect.any(String), position: { line: 3 } });
    for (const finding of findings) expect(message).toContain(finding.message);
    expect(named).toBe(path);
  });

  it('refuses an object of another shape and a file that is not there', () => {
    const shapeless = { version: 1, providers: 'none', zzz: 1 };
    // As JavaScript would call it.
    const error = refused(() => Reflect.apply(createUnderstudy, null, [shapeless]));
    expect(error.findings.map(({ path }) => path).sort()).toEqual(['providers', 'zzz']);
    expect(refused(() => open(join(folder, 'absent.yaml'))).message).toContain('ENOENT');
  });

  it('refuses a plain key in a file, and opens it sealed under a master key', async () => {
    const path = await file('plain.yaml', yaml('key-of-lead'));
    expect(refused(() => open(path, { env: {} })).findings).toMatchObject([{ code: 'plain_secret' }]);
    await open(path, { masterKey: 'a passphrase of some length' }).callWithFallback('lead', hello);
    expect(lead.calls[0]?.headers['authorization']).toBe('Bearer key-of-lead');
  });

  it('warns of a provider without its key, and does without it', async () => {
    const log = new LogBook();
    const document = stageDocument(lead, second);
    const providers = document.providers.map((provider) =>
      provider.id === 'lead-cloud' ? { ...provider, apiKey: 'env:NOT_SET' } : provider,
    );
    const understudy = open({ ...document, providers }, { env: {}, logger: log });
    expect(log.said.join('\n')).toContain('variable NOT_SET is not set');
    expect(understudy.status().problems).toHaveLength(1);
    expect(await understudy.callWithFallback('lead', hello)).toMatchObject({
      servedModel: 'second',
      usedFallback: true,
    });
    expect(lead.callCount).toBe(0);
  });

  it('is swapped whole, and a bad one changes nothing', async () => {
    const understudy = open();
    const document = stageDocument(lead, second);
    expect(() => understudy.apply({ ...document, models: [] })).toThrow(ConfigurationError);
    expect(await understudy.callWithFallback('lead', hello)).toMatchObject({ servedModel: 'lead' });
    understudy.apply({ ...document, chains: [{ model: 'second', fallbacks: ['lead'] }] });
    second.setDefault({ kind: 'error', error: 'server_error' });
    expect(await understudy.callWithFallback('second', hello)).toMatchObject({ servedModel: 'lead' });
    expect(understudy.status().revision).toBe(2);
    const samples = new Samples(await understudy.metrics());
    expect(samples.sum('config_reloads_total', { result: 'failure' })).toBe(1);
  });
});

describe('status', () => {
  it('tells the active step of each chain and the breakers', async () => {
    const document = stageDocument(lead, second);
    const breaker = { enabled: true, failureThreshold: 1 };
    const understudy = open({ ...document, policy: { preset: 'immediate', breaker } });
    const leadStatus = () => understudy.status().chains.find(({ model }) => model === 'lead');
    expect(leadStatus()).toEqual({ model: 'lead', position: 0, label: 'primary', activeModel: 'lead' });
    lead.setDefault({ kind: 'error', error: 'server_error' });
    await understudy.callWithFallback('lead', hello);
    expect(leadStatus()).toEqual({ model: 'lead', position: 1, label: 'fallback 1', activeModel: 'second' });
    expect(understudy.status().circuits).toMatchObject([
      { provider: 'lead-cloud', state: 'open' },
      { state: 'closed' },
    ]);
    second.setDefault({ kind: 'error', error: 'server_error' });
    await expect(understudy.callWithFallback('lead', hello)).rejects.toMatchObject({ status: 500 });
    expect(leadStatus()).toEqual({ model: 'lead', position: -1, label: 'all failed', activeModel: null });
    await expect(understudy.callWithFallback('lead', hello)).rejects.toMatchObject({
      code: 'circuits_open',
      status: 503,
    });
  });
});

describe('metrics', () => {
  it("share the application's registry, count like the agent, and leave it at the end", async () => {
    const registry = new Registry();
    const own = new Counter({ name: 'jobs_total', help: 'Jobs.', registers: [registry] });
    own.inc();
    const understudy = createUnderstudy(stageDocument(lead, second), { logger: false, registry });
    lead.setDefault({ kind: 'error', error: 'server_error' });
    await understudy.callWithFallback('lead', hello);
    const text = await understudy.metrics();
    expect(text).toContain('jobs_total 1');
    expect(text).not.toContain('process_cpu');
    const samples = new Samples(text);
    const answered = { model: 'lead', route: 'fallback', outcome: 'success' };
    expect(samples.sum('requests_total', answered)).toBe(1);
    expect(await registry.metrics()).toContain('understudy_requests_total');
    await understudy.close();
    expect(await registry.metrics()).not.toContain('understudy_');
    open(stageDocument(lead, second), { registry });
  });
});

describe('listening and closing', () => {
  it('hands every event to the application, whose mistakes end no request', async () => {
    const events: EngineEvent['type'][] = [];
    const onEvent = ({ type }: EngineEvent): void => {
      events.push(type);
      throw new Error('a bug of the application');
    };
    const warnings: string[] = [];
    jest.spyOn(process, 'emitWarning').mockImplementation((warning) => void warnings.push(String(warning)));
    await open(undefined, { onEvent }).callWithFallback('lead', hello);
    expect(events).toEqual(['request-started', 'attempt-started', 'attempt-ended', 'request-ended']);
    expect(warnings[0]).toContain('onEvent threw on request-started');
  });

  it('waits for streams under way, then refuses', async () => {
    const understudy = open();
    const { stream } = await understudy.streamWithFallback('lead', hello);
    const closing = understudy.close();
    await expect(understudy.callWithFallback('lead', hello)).rejects.toThrow('closed');
    expect(await new Response(stream).text()).toContain('[DONE]');
    await closing;
    await understudy.close();
    const late = understudy.fetch('http://x/v1/embeddings', { method: 'POST', body: '{}' });
    await expect(late).rejects.toThrow('closed');
  });

  it('prints no traces of events where the logger is the console', async () => {
    const trace = jest.fn();
    const log = new LogBook();
    const logger = { info: log.info.bind(log), warn: log.warn.bind(log), error: log.error.bind(log), trace };
    await open(undefined, { logger }).callWithFallback('lead', hello);
    expect([log.said, trace.mock.calls]).toEqual([['info: request answered'], []]);
  });
});
