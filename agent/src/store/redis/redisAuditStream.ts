import { z } from 'zod';
import type { AuditPage, AuditQuery } from '../audit/auditLog.ts';
import { StoreUnavailableError } from '../storeUnavailable.ts';
import { AuditPageCollector, auditPortionSchema, type AuditPortion } from './auditPageCollector.ts';
import type { PendingEntry } from './pendingAudit.ts';
import type { RedisLink } from './redisLink.ts';

/** An entry with its number among those of one process. */
export interface NumberedEntry extends PendingEntry {
  /** Counts from 1. */
  readonly sequence: number;
}

export interface RedisAuditStreamOptions {
  /** Names this process and no other, ever. */
  readonly writer: string;
  /** As entries say who noted them. */
  readonly instance: string;
  /** Bytes of entries that Redis keeps. */
  readonly maxBytes?: number | undefined;
}

const STREAM = 'audit';
const REVISIONS = 'audit-revisions';
/** What a cursor looks like: an id of the stream; anything else reads from the newest. */
const CURSOR = /^\d{1,10}-\d{1,15}$/;

/** As much text as the audit of a single agent holds in files. Redis needs about a fifth more for it. */
const MAX_BYTES = 64 * 1024 * 1024;
/** How long Redis remembers what a process has written. */
const MARK_MS = 7 * 24 * 60 * 60 * 1_000;
/** More than any store keeps revisions. */
const MAX_REVISIONS = 10_000;

/**
 * KEYS: stream, the writer's mark, revisions that entries name. ARGV: life of the mark, most bytes, most revisions, then
 * sequence, revision or nothing, 1 = unless noted, and text of each entry. An entry at or before the mark was written by a
 * try whose answer was lost. `n` of an entry counts the bytes of all texts up to its own, so that the first and the last one
 * say how much there is. All keys are read before the first write: a script that fails half-way is not undone.
 */
const APPEND = `
local id, bytes = 0, 0
if redis.call('EXISTS', KEYS[1]) == 1 then
  local info = redis.call('XINFO', 'STREAM', KEYS[1])
  for at = 1, #info, 2 do
    if info[at] == 'last-generated-id' then id = tonumber(string.match(info[at + 1], '^%d+')) end
  end
end
local function bytesOf(entry)
  for at = 1, #entry[2], 2 do
    if entry[2][at] == 'n' then return tonumber(entry[2][at + 1]) or 0 end
  end
  return 0
end
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
if newest then bytes = bytesOf(newest) end
local done = tonumber(redis.call('GET', KEYS[2]) or '0') or 0
redis.call('ZCARD', KEYS[3])

for at = 4, #ARGV, 4 do
  local sequence, revision, text = tonumber(ARGV[at]), ARGV[at + 1], ARGV[at + 3]
  if sequence > done then
    done = sequence
    local noted = ARGV[at + 2] == '1' and redis.call('ZSCORE', KEYS[3], revision)
    if not noted then
      id, bytes = id + 1, bytes + #text
      redis.call('XADD', KEYS[1], string.format('%.0f-0', id), 'e', text, 'n', string.format('%.0f', bytes))
      if revision ~= '' then redis.call('ZADD', KEYS[3], revision, revision) end
    end
  end
end
redis.call('SET', KEYS[2], string.format('%.0f', done), 'PX', ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -1 - tonumber(ARGV[3]))

local most = tonumber(ARGV[2])
local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
while first and bytes - bytesOf(first) > most do
  local keep
  for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 100)) do
    first, keep = entry, entry[1]
    if bytes - bytesOf(entry) <= most then break end
  end
  redis.call('XTRIM', KEYS[1], 'MINID', keep)
end
return 'done'
`;

/** Those of ARGV that no entry names. */
const UNNOTED = `
local missing = {}
for _, revision in ipairs(ARGV) do
  if not redis.call('ZSCORE', KEYS[1], revision) then missing[#missing + 1] = revision end
end
return missing
`;

/** Entries asked for at once: less than a hundred kilobytes, about two milliseconds of work. */
const PORTION = 200;
/** Entries that one page looks at, at most. */
const MAX_LOOKED_AT = 50_000;

const doneSchema = z.literal('done');
const numbersSchema = z.array(z.coerce.number().int());

/** The stream in Redis that all agents of a group write their audit to. The number of an entry is its id there. */
export class RedisAuditStream {
  readonly #link: RedisLink;
  readonly #mark: string;
  readonly #instance: string;
  readonly #maxBytes: number;

  constructor(link: RedisLink, { writer, instance, maxBytes = MAX_BYTES }: RedisAuditStreamOptions) {
    this.#link = link;
    this.#mark = `audit-writer:${writer}`;
    this.#instance = instance;
    this.#maxBytes = maxBytes;
  }

  /** Writes all entries that are not written yet, or none. @throws StoreUnavailableError */
  async append(entries: readonly NumberedEntry[]): Promise<void> {
    const bounds = [MARK_MS, this.#maxBytes, MAX_REVISIONS].map(String);
    const words = entries.flatMap(({ sequence, draft, unlessNoted }) => [
      String(sequence),
      draft.revision === null ? '' : String(draft.revision),
      unlessNoted && draft.revision !== null ? '1' : '',
      JSON.stringify({ ...draft, instance: this.#instance }),
    ]);
    const names = [STREAM, this.#mark, REVISIONS];
    doneSchema.parse(await this.#named(this.#link.script(APPEND, names, [...bounds, ...words])));
  }

  /** Those of the revisions that no entry names. @throws StoreUnavailableError */
  async unnoted(revisions: readonly number[]): Promise<readonly number[]> {
    if (revisions.length === 0) return [];
    return numbersSchema.parse(await this.#named(this.#link.script(UNNOTED, [REVISIONS], revisions.map(String))));
  }

  /** @throws StoreUnavailableError */
  async page(query: AuditQuery): Promise<AuditPage> {
    const collector = new AuditPageCollector(query);
    let before = CURSOR.test(query.cursor ?? '') ? `(${query.cursor}` : '+';
    for (let looked = 0; looked < MAX_LOOKED_AT;) {
      // One more than fits says whether there is a next page.
      const count = looked === 0 ? Math.min(query.limit + 1, PORTION) : PORTION;
      const portion = await this.#portion(before, count);
      const end = portion.at(-1)?.[0];
      if (collector.take(portion) || end === undefined || portion.length < count) return collector.page;
      looked += portion.length;
      before = `(${end}`;
    }
    return { ...collector.page, next: before.slice(1) };
  }

  async #portion(before: string, count: number): Promise<AuditPortion> {
    const words = ['XREVRANGE', this.#link.key(STREAM), before, '-', 'COUNT', String(count)];
    return auditPortionSchema.parse(await this.#named(this.#link.command(...words)));
  }

  /** Redis does not say which key it is that something else wrote to. */
  async #named(answer: Promise<unknown>): Promise<unknown> {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof StoreUnavailableError) || !error.message.includes('WRONGTYPE')) throw error;
      const key = this.#link.key(STREAM);
      throw new StoreUnavailableError(`${key} or ${this.#link.key(REVISIONS)} is no audit: ${error.message}`, {
        fix: `Look with redis-cli TYPE '${key}' what it is, and move it away.`,
      });
    }
  }
}
