import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConfigDocument, Finding } from '@understudy/contract';
import type { ConfigChange, ConfigSource, StoredRevision } from '../store/index.ts';
import { aHop, aRecord, aStep } from '../testkit/telemetryFixtures.ts';
import { Core } from './core.ts';
import { History } from './history.ts';

const DOCUMENT: ConfigDocument = {
  version: 1,
  providers: [{ id: 'openai', dialect: 'openai', baseUrl: 'http://127.0.0.1:9/v1', location: 'local' }],
  models: [
    { id: 'gpt-4o', provider: 'openai' },
    { id: 'claude', provider: 'openai' },
  ],
  chains: [{ model: 'gpt-4o', fallbacks: ['claude'] }],
};

let dataDir: string;
let problems: string[];
let open: { core: Core; history: History }[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'understudy-history-'));
  problems = [];
  open = [];
});
afterEach(async () => {
  for (const { core, history } of open) {
    await history.close();
    await core.close();
  }
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<{ core: Core; history: History }> {
  const core = new Core({
    config: { document: DOCUMENT, revision: 1, hash: 'one' },
    resolve: () => ({ problem: 'no secrets here' }),
    ...{ group: 'default', version: '1.2.3', revision: 'none', nodeMetrics: false },
  });
  const history = await History.open({ dataDir, core, onProblem: (message) => problems.push(message) });
  open.push({ core, history });
  return { core, history };
}

/** Starts again on the same folder, as after a stop. */
async function restart(): Promise<{ core: Core; history: History }> {
  await open.at(-1)?.history.close();
  return start();
}

const fallenBack = aRecord({
  ...{ id: 'r1', route: 'fallback', trigger: 'rate_limit', served: aStep({ model: 'claude' }), servedPosition: 1 },
});

function fallBack(core: Core, record = fallenBack): void {
  core.engine.emit({ type: 'request-started', requestId: 'r1', model: 'gpt-4o' });
  core.engine.emit({ type: 'request-ended', record });
  core.flush();
}

describe('the history of an agent', () => {
  it('is there again after a restart: events, statistics, last fallbacks and booked ids', async () => {
    const first = await start();
    fallBack(first.core);
    const hop = aHop(aStep(), aStep({ model: 'claude' }));
    first.core.engine.emit({ type: 'hop', requestId: 'r1', model: 'gpt-4o', trace: null, hop });
    first.core.flush();
    first.history.events.addRecorded(aRecord({ id: 'batch' }), Date.now());
    expect(first.history.isBooked('batch')).toBe(true);
    const { core, history } = await restart();
    expect((await history.events.page({}, 10)).items.map(({ kind }) => kind)).toEqual([
      'request',
      'fallback',
      'request',
    ]);
    expect((await core.statistics.fallbackStats({ tz: 'UTC', now: Date.now() })).summary.fallbacksToday).toBe(1);
    expect(history.lastFallbacks.of('gpt-4o')).toMatchObject({ trigger: 'rate_limit', servedModel: 'claude' });
    expect([history.isBooked('batch'), history.isBooked('new'), history.isBooked('new')]).toEqual([true, false, true]);
    fallBack(core);
    expect((await history.events.page({}, 1)).items[0]?.sequence).toBe(4);
  });

  it('still knows the calls of a request after a restart', async () => {
    const { core, history } = await start();
    fallBack(core, { ...fallenBack, hops: [aHop(aStep(), aStep({ model: 'claude' }))] });
    const before = await history.events.request('r1');
    const again = await restart();
    expect(await again.history.events.request('r1')).toEqual(before);
    expect(before?.log?.hops).toHaveLength(1);
  });

  it('skips lines of another version or of a damaged disk', async () => {
    const { core } = await start();
    fallBack(core);
    await open.at(-1)?.history.close();
    await writeFile(join(dataDir, 'events', 'requests', '0000000002.jsonl'), '{"kind":"request","sequence":9}\nxx\n');
    await writeFile(join(dataDir, 'events', 'calls', '0000000002.jsonl'), '{"a":1}\n[1]\n["x","y"]\n');
    const { history } = await start();
    expect((await history.events.page({}, 10)).items).toHaveLength(1);
  });

  it('notes a drill', async () => {
    const { history } = await start();
    const drill = { id: 'd', model: 'gpt-4o', failure: 'timeout', outcome: 'exhausted', durationMs: 3, author: 'bob' };
    history.noteDrill({ ...drill, answer: null, attempts: [] } as never);
    expect((await history.events.page({ kinds: ['drill'] }, 1)).items).toMatchObject([
      { trigger: 'timeout', outcome: 'exhausted', servedModel: null, summary: 'drill of timeout: exhausted' },
    ]);
  });

  it('tells of a folder that cannot be used', async () => {
    await writeFile(join(dataDir, 'events'), '');
    await expect(start()).rejects.toThrow();
  });
});

describe('configurations in the history', () => {
  const finding: Finding = { severity: 'error', code: 'x', path: 'models[0]', message: 'models[0] is wrong', fix: '' };

  async function following(managed: boolean, stored?: Partial<StoredRevision>) {
    const { history } = await start();
    let tell: (change: ConfigChange) => void = () => undefined;
    let current = { document: DOCUMENT, revision: 1, hash: 'one' };
    const source: ConfigSource = {
      managed,
      current: () => current,
      onChange: (listener) => {
        tell = listener;
        return () => undefined;
      },
      reload: async () => undefined,
      close: async () => undefined,
    };
    history.follow(source, { current: () => stored as StoredRevision | undefined });
    const apply = (hash: string, revision: number): void => {
      current = { document: DOCUMENT, revision, hash };
      tell({ kind: 'applied', current, warnings: [] });
    };
    const refuse = (): void => tell({ kind: 'refused', findings: [finding, finding] });
    const noted = async () => (await history.events.page({ kinds: ['config'] }, 10)).items;
    return { history, apply, refuse, noted };
  }

  it('name revision, author and reason, and leave reloads of the same document out', async () => {
    const { apply, noted } = await following(false, { revision: 2, author: 'alice', reason: 'cheaper' });
    apply('one', 1);
    apply('two', 2);
    expect(await noted()).toMatchObject([{ revision: 2, author: 'alice', reason: 'cheaper', outcome: 'applied' }]);
  });

  it('are the file where the agent is managed', async () => {
    const { apply, noted } = await following(true, { revision: 2, author: 'alice' });
    apply('two', 2);
    expect(await noted()).toMatchObject([{ author: 'file', reason: null }]);
  });

  it('that are refused are noted with what is wrong, until one is accepted', async () => {
    const { history, apply, refuse, noted } = await following(true);
    refuse();
    expect(history.reloadFailed).toBe(true);
    expect(await noted()).toMatchObject([{ outcome: 'refused', summary: 'refused: models[0] is wrong, and 1 more' }]);
    apply('one', 1);
    expect(history.reloadFailed).toBe(false);
  });
});
