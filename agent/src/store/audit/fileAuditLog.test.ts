import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditDraft } from './auditLog.ts';
import { openAuditLog } from './fileAuditLog.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-audit-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = () =>
  openAuditLog({
    folder: join(folder, 'audit'),
    onError: (error) => {
      throw error;
    },
  });
const all = async (log: Awaited<ReturnType<typeof open>>) =>
  (await log.find({ matches: () => true, limit: 100 })).entries;
const draft = (over: Partial<AuditDraft> = {}): AuditDraft => ({
  at: '2026-10-01T08:00:00.000Z',
  author: 'ada',
  token: 'admin',
  role: 'admin',
  action: 'putChain',
  target: 'gpt-4o',
  outcome: 'done',
  status: 200,
  detail: '',
  revision: null,
  changes: [],
  ...over,
});

describe('the audit', () => {
  it('numbers entries, also after it is opened again', async () => {
    const log = await open();
    log.add(draft());
    log.add(draft({ revision: 7 }));
    await log.close();
    const again = await open();
    again.add(draft());
    expect((await all(again)).map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(await again.unnoted([6, 7, 8])).toEqual([8]);
    await again.close();
  });

  it('writes an entry of a revision at once, without being asked', async () => {
    const log = await open();
    log.add(draft({ revision: 1 }));
    await log.flush();
    const reader = await open();
    expect(await all(reader)).toHaveLength(1);
    await reader.close();
    await log.close();
  });

  it('adds an entry unless its revision is noted', async () => {
    const log = await open();
    log.add(draft({ revision: 4 }));
    for (const revision of [4, 3, 5, 5, null]) log.addUnlessNoted(draft({ revision }));
    expect((await all(log)).map(({ revision }) => revision)).toEqual([null, 5, 4]);
    await log.close();
  });

  it('skips a line that is no entry', async () => {
    const log = await open();
    log.add(draft());
    await log.close();
    await appendFile(join(folder, 'audit', '0000000001.jsonl'), '{"id":"x"}\nnonsense\n');
    const again = await open();
    expect(await all(again)).toHaveLength(1);
    await again.close();
  });

  it('keeps one refusal for too many requests a caller and action in ten seconds', async () => {
    const log = await open();
    const limited = { status: 429, outcome: 'refused' } as const;
    for (let n = 0; n < 100; n++) log.add(draft(limited));
    log.add(draft({ ...limited, author: 'bob' }));
    log.add(draft({ ...limited, at: '2026-10-01T08:00:10.000Z' }));
    expect(await all(log)).toHaveLength(3);
    await log.close();
  });
});
