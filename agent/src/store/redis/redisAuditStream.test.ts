import { describe, expect, it } from '@jest/globals';
import type { AuditDraft } from '../audit/auditLog.ts';
import { RedisAuditStream } from './redisAuditStream.ts';
import type { RedisLink } from './redisLink.ts';

const DRAFT: AuditDraft = {
  at: '2026-10-01T08:00:00.000Z',
  author: 'ada',
  token: null,
  role: null,
  action: 'putChain',
  target: '',
  outcome: 'done',
  status: 200,
  detail: '',
  revision: null,
  changes: [],
};

/** A Redis whose audit has that many entries, and the commands that it was asked. */
function linkOf(entries: number) {
  const asked: (readonly string[])[] = [];
  const none = (): never => {
    throw new Error('not asked');
  };
  const link: RedisLink = {
    label: '',
    outage: null,
    key: (name) => name,
    channel: (name) => name,
    command: (...words) => {
      asked.push(words);
      const [, , before = '', , , count] = words;
      const newest = before === '+' ? entries : Number(before.slice(1).split('-')[0]) - 1;
      const length = Math.min(Number(count), newest);
      return Promise.resolve(
        Array.from({ length }, (_, at) => [`${newest - at}-0`, ['e', JSON.stringify(DRAFT), 'n', '1']]),
      );
    },
    script: none,
    subscribe: none,
    onUp: none,
    close: none,
  };
  return { link, asked };
}

const streamOf = (link: RedisLink): RedisAuditStream => new RedisAuditStream(link, { writer: 'w', instance: 'a' });

describe('a page of the audit in Redis', () => {
  it('asks for as much as a page needs', async () => {
    const { link, asked } = linkOf(1_000);
    const { entries, next } = await streamOf(link).page({ matches: () => true, limit: 3 });
    expect([entries.map(({ id }) => id), next]).toEqual([[1_000, 999, 998], '998-0']);
    expect(asked).toEqual([['XREVRANGE', 'audit', '+', '-', 'COUNT', '4']]);
  });

  it('looks at 50,000 entries at most, and goes on there', async () => {
    const { link, asked } = linkOf(60_000);
    const stream = streamOf(link);
    const query = { matches: ({ id }: { readonly id: number }) => id === 5, limit: 200 };
    const first = await stream.page(query);
    expect(first).toEqual({ entries: [], next: '10001-0' });
    expect(asked).toHaveLength(250);
    expect(await stream.page({ ...query, cursor: first.next ?? '' })).toMatchObject({
      entries: [{ id: 5 }],
      next: null,
    });
  });

  it('reads from the newest where the cursor is none', async () => {
    const { entries } = await streamOf(linkOf(2).link).page({ matches: () => true, cursor: '+ -', limit: 10 });
    expect(entries.map(({ id }) => id)).toEqual([2, 1]);
  });
});
