import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailableError } from '../../agent/src/store/storeUnavailable.ts';
import { until } from '../kit/until.ts';
import { allEntries, auditDraft, AuditAgents, detailsOf, numbered } from './auditAgents.ts';

let agents: AuditAgents;
beforeEach(async () => {
  agents = await AuditAgents.start();
});
afterEach(() => agents.close());

describe('the audit while Redis is away', () => {
  it('loses nothing and doubles nothing over a crash in the middle of 500 entries', async () => {
    const [one, two] = [await agents.open(), await agents.open()];
    const sent = numbered(500);
    for (const detail of sent) {
      one.log.add(auditDraft({ author: 'one', detail }));
      two.log.add(auditDraft({ author: 'two', detail }));
      if (detail === '250') await agents.redis.kill();
      // Many small batches, so that the crash finds one under way.
      else await new Promise(setImmediate);
    }
    await expect(one.log.find({ matches: () => true, limit: 1 })).rejects.toThrow(StoreUnavailableError);
    await agents.redis.start();
    for (const { link } of [one, two]) await until('the link to be up', () => link.outage === null);
    await Promise.all([one.log.flush(), two.log.flush()]);
    const entries = await allEntries(one);
    for (const author of ['one', 'two']) {
      expect(detailsOf(entries.filter((entry) => entry.author === author))).toEqual(sent);
    }
    expect(new Set(entries.map(({ id }) => id)).size).toBe(1_000);
  });

  it('writes once what was done although the answer did not come', async () => {
    const { log, link } = await agents.open({}, { commandMs: 200 });
    const other = await agents.open();
    log.add(auditDraft({ detail: 'before' }));
    await log.flush();
    agents.redis.freeze();
    log.add(auditDraft({ detail: 'during' }));
    await log.flush();
    log.add(auditDraft({ detail: 'also during' }));
    await expect(log.find({ matches: () => true, limit: 1 })).rejects.toThrow(StoreUnavailableError);
    agents.redis.thaw();
    await until('all to be written', async () => (await allEntries(other)).length >= 3);
    await until('the link to be up', () => link.outage === null);
    log.add(auditDraft({ detail: 'after' }));
    await log.flush();
    expect(detailsOf(await allEntries(other))).toEqual(['before', 'during', 'also during', 'after']);
  });

  it('takes entries from a start without Redis', async () => {
    await agents.redis.kill();
    const { log, link } = await agents.open({}, { patienceMs: 300 });
    log.add(auditDraft({ detail: 'first' }));
    await log.flush();
    await expect(log.unnoted([1])).rejects.toThrow(StoreUnavailableError);
    await agents.redis.start();
    await until('the link to be up', () => link.outage === null);
    expect(detailsOf(await allEntries({ log, link }))).toEqual(['first']);
    expect(agents.errors).toEqual([]);
  });

  it('bounds what waits: refusals go first, and it is told', async () => {
    const one = await agents.open({ maxPending: 10 });
    await agents.redis.kill();
    await until('the outage to be seen', () => one.link.outage !== null);
    await one.log.flush();
    for (const detail of numbered(20, 'refused ')) one.log.add(auditDraft({ detail, outcome: 'refused', status: 403 }));
    for (const detail of numbered(8, 'done ')) one.log.add(auditDraft({ detail }));
    await agents.redis.start();
    await until('the link to be up', () => one.link.outage === null);
    const found = detailsOf(await allEntries(one));
    expect(found.filter((detail) => detail.startsWith('done'))).toEqual(numbered(8, 'done '));
    expect(agents.errors).toEqual([
      expect.stringContaining('the oldest are dropped, refusals first'),
      `${28 - found.length} entries of the audit were dropped: too many waited for Redis`,
    ]);
  });

  it('ends within seconds, and says what was lost', async () => {
    const { log } = await agents.open({}, { commandMs: 300 });
    agents.redis.freeze();
    log.add(auditDraft());
    log.add(auditDraft());
    await log.close();
    expect(agents.errors.at(-1)).toBe('Redis did not take 2 entries of the audit before the end');
    agents.redis.thaw();
  });
});
