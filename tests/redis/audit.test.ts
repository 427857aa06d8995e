import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../kit/until.ts';
import { allEntries, auditDraft, AuditAgents, detailsOf, numbered } from './auditAgents.ts';

const KEY = 'understudy:{eu}:audit';

let agents: AuditAgents;
beforeEach(async () => {
  agents = await AuditAgents.start();
});
afterEach(() => agents.close());

describe('the audit of a group', () => {
  it('is one: what an agent adds the others find, with all of its fields', async () => {
    const [one, two] = [await agents.open(), await agents.open()];
    const elsewhere = await agents.open({}, { group: 'us' });
    one.log.add(auditDraft({ detail: 'caffè', revision: 7, changes: ['chains.gpt-4o.fallbacks'] }));
    await one.log.flush();
    two.log.add(auditDraft({ token: null, role: null, outcome: 'refused', status: 403 }));
    expect(await allEntries(two)).toEqual([
      { ...auditDraft({ token: null, role: null, outcome: 'refused', status: 403 }), id: 2, instance: 'agent-1' },
      {
        ...auditDraft({ detail: 'caffè', revision: 7, changes: ['chains.gpt-4o.fallbacks'] }),
        id: 1,
        instance: 'agent-0',
      },
    ]);
    expect(await allEntries(elsewhere)).toEqual([]);
    expect(agents.errors).toEqual([]);
  });

  it('keeps the order of each agent and gives every entry a number of its own, while five add', async () => {
    const five = await Promise.all(numbered(5).map(() => agents.open()));
    for (const detail of numbered(200)) {
      for (const [at, { log }] of five.entries()) log.add(auditDraft({ author: `agent-${at}`, detail }));
    }
    await Promise.all(five.map(({ log }) => log.flush()));
    const entries = await allEntries(await agents.open());
    expect(entries.map(({ id }) => id)).toEqual(numbered(1_000).map((text) => 1_000 - Number(text)));
    for (const at of five.keys()) {
      expect(detailsOf(entries.filter(({ author }) => author === `agent-${at}`))).toEqual(numbered(200));
    }
  });

  it('pages through 5,000 entries, also for a filter that few of them pass', async () => {
    const one = await agents.open();
    for (let n = 1; n <= 5_000; n++) {
      one.log.add(auditDraft({ detail: String(n), author: n % 1_000 === 7 ? 'bob' : 'ada' }));
    }
    expect(await allEntries(one, ({ author }) => author === 'bob', 2)).toMatchObject(
      [4_007, 3_007, 2_007, 1_007, 7].map((id) => ({ id, detail: String(id) })),
    );
    expect(await one.log.find({ matches: ({ author }) => author === 'bob', limit: 5 })).toMatchObject({ next: null });
    expect(await one.log.find({ matches: ({ author }) => author === 'eve', limit: 5 })).toEqual({
      entries: [],
      next: null,
    });
    const first = await one.log.find({ matches: () => true, limit: 2 });
    one.log.add(auditDraft({ detail: 'newer' }));
    const second = await one.log.find({ matches: () => true, cursor: first.next ?? '', limit: 2 });
    expect([...first.entries, ...second.entries].map(({ id }) => id)).toEqual([5_000, 4_999, 4_998, 4_997]);
    expect(detailsOf(await allEntries(one))).toEqual([...numbered(5_001).slice(1), 'newer']);
  });

  it('is bounded by its bytes, the oldest entries go', async () => {
    const one = await agents.open({ maxBytes: 100_000 });
    for (const detail of numbered(3_000)) one.log.add(auditDraft({ detail }));
    const kept = await allEntries(one);
    const bytes = kept.reduce((sum, { id: _number, ...entry }) => sum + JSON.stringify(entry).length, 0);
    expect(bytes).toBeLessThanOrEqual(100_300);
    expect(bytes).toBeGreaterThan(99_000);
    expect(detailsOf(kept)).toEqual(numbered(3_000).slice(-kept.length));
    expect(kept[0]?.id).toBe(3_000);
  });

  it('keeps one refusal for too many requests a caller and action, of each agent', async () => {
    const [one, two] = [await agents.open(), await agents.open()];
    for (const { log } of [one, two, one, two]) log.add(auditDraft({ status: 429, outcome: 'refused' }));
    await two.log.flush();
    expect(await allEntries(one)).toHaveLength(2);
  });

  it('notes a revision once, whoever comes first', async () => {
    const three = [await agents.open(), await agents.open(), await agents.open()];
    const [one] = three;
    one?.log.add(auditDraft({ revision: 1 }));
    await one?.log.flush();
    expect(await one?.log.unnoted([1, 2, 3])).toEqual([2, 3]);
    for (const { log } of three) {
      for (const revision of [1, 2, 3]) log.addUnlessNoted(auditDraft({ revision }));
    }
    await Promise.all(three.map(({ log }) => log.flush()));
    const entries = await allEntries(await agents.open());
    expect(entries.map(({ id, revision }) => [id, revision])).toEqual([
      [3, 3],
      [2, 2],
      [1, 1],
    ]);
    expect(await one?.log.unnoted([1, 2, 3])).toEqual([]);
    one?.log.add(auditDraft({ revision: 3 }));
    await one?.log.flush();
    expect(await allEntries(await agents.open())).toHaveLength(4);
  });

  it('leaves nothing behind but the audit and marks that expire', async () => {
    const { log } = await agents.open();
    log.add(auditDraft({ revision: 1 }));
    await log.flush();
    const keys = (await agents.redis.cli('KEYS', '*')).split('\n').toSorted();
    expect(keys).toEqual([
      KEY,
      `${KEY}-revisions`,
      expect.stringMatching(/^understudy:\{eu\}:audit-writer:[\w-]{36}$/),
    ]);
    expect(Number(await agents.redis.cli('TTL', keys[2] ?? ''))).toBeGreaterThan(600_000);
  });
});

describe('a damaged audit', () => {
  it('is told where the key is something else, and goes on when that is gone', async () => {
    await agents.redis.cli('SET', KEY, 'mine');
    const one = await agents.open();
    expect(agents.errors).toEqual([expect.stringMatching(/^understudy:\{eu\}:audit or .* is no audit: .*WRONGTYPE/)]);
    one.log.add(auditDraft({ detail: 'kept' }));
    await one.log.flush();
    await expect(one.log.find({ matches: () => true, limit: 1 })).rejects.toThrow('is no audit');
    expect(await agents.redis.cli('GET', KEY)).toBe('mine');
    await agents.redis.cli('DEL', KEY);
    await agents.redis.cli('SET', `${KEY}-revisions`, 'mine');
    await one.log.flush();
    // All or nothing: the entry is not there twice later.
    expect(await agents.redis.cli('EXISTS', KEY)).toBe('0');
    await agents.redis.cli('DEL', `${KEY}-revisions`);
    expect(detailsOf(await allEntries(one))).toEqual(['kept']);
  });

  it('hides no entry behind one that is none, and never gives a number twice', async () => {
    const one = await agents.open();
    one.log.add(auditDraft({ detail: 'a' }));
    await one.log.flush();
    await agents.redis.cli('XADD', KEY, '5-0', 'e', '{"id":"x"', 'n', '10');
    await agents.redis.cli('XADD', KEY, '6-0', 'other', 'field');
    one.log.add(auditDraft({ detail: 'b' }));
    await one.log.flush();
    await agents.redis.cli('XTRIM', KEY, 'MAXLEN', '0');
    one.log.add(auditDraft({ detail: 'c' }));
    expect((await allEntries(one)).map(({ id, detail }) => [id, detail])).toEqual([[8, 'c']]);
  });

  it('is tried again where Redis has no memory, which is told once', async () => {
    const one = await agents.open();
    await agents.redis.cli('CONFIG', 'SET', 'maxmemory', '1');
    for (const detail of ['a', 'b']) {
      one.log.add(auditDraft({ detail }));
      await one.log.flush();
    }
    expect(agents.errors).toEqual([expect.stringContaining('OOM')]);
    await agents.redis.cli('CONFIG', 'SET', 'maxmemory', '0');
    await until('both to be written', async () => (await agents.redis.cli('XLEN', KEY)) === '2');
    expect(detailsOf(await allEntries(one))).toEqual(['a', 'b']);
  });
});
