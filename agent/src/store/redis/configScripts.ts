import { z } from 'zod';

/** The group's key of the number of the revision in force; 0 or nothing = the store is empty. */
export const CONFIG = 'config';
/** The group's hash of revisions: number → id of the write, a line break, and the revision's text. */
export const REVISIONS = 'revisions';
/** The group's channel on which the number of each new revision is told. */
export const CONFIG_CHANGED = 'config-changed';

/**
 * Keys: CONFIG, REVISIONS. Values: expected revision, id of the write, text, number of revisions to keep, channel.
 * Answers nothing where it was done, also where this very write was done before and its answer was lost; otherwise the entry
 * that came first ('' for an empty store).
 */
export const WRITE_REVISION = `
local now = tonumber(redis.call('GET', KEYS[1]) or '0')
local next = tonumber(ARGV[1]) + 1
local entry = redis.call('HGET', KEYS[2], next)
if entry and now >= next and string.sub(entry, 1, #ARGV[2]) == ARGV[2] then return false end
if now ~= next - 1 then return redis.call('HGET', KEYS[2], now) or '' end
redis.call('HSET', KEYS[2], next, ARGV[2] .. '\\n' .. ARGV[3])
redis.call('SET', KEYS[1], next)
local oldest = next - tonumber(ARGV[4]) + 1
for _, number in ipairs(redis.call('HKEYS', KEYS[2])) do
  if tonumber(number) < oldest or tonumber(number) > next then redis.call('HDEL', KEYS[2], number) end
end
redis.call('PUBLISH', ARGV[5], next)
return false`;

/** Keys: CONFIG, REVISIONS. Answers the number in force and its entry; '' for one that is not there. */
export const READ_CURRENT = `
local now = redis.call('GET', KEYS[1]) or '0'
return {now, redis.call('HGET', KEYS[2], now) or ''}`;

/** Begins the id of a write that put a revision back. */
const RESTORED = 'restored-';

/**
 * Puts a revision into a store that lost everything. Keys: CONFIG, REVISIONS. Values: number, entry, channel.
 * Answers 1 where it was done, 0 where the store is not empty. An older revision that was put back, by an agent that had missed
 * the latest, does not count: nobody has written on top of it yet.
 */
export const RESTORE_REVISION = `
local now = tonumber(redis.call('GET', KEYS[1]) or '0')
if now >= tonumber(ARGV[1]) then return 0 end
local entry = redis.call('HGET', KEYS[2], now)
if now > 0 and not (entry and string.sub(entry, 1, ${RESTORED.length}) == '${RESTORED}') then return 0 end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('SET', KEYS[1], ARGV[1])
redis.call('PUBLISH', ARGV[3], ARGV[1])
return 1`;

export const currentAnswer = z.tuple([z.coerce.number<string>().int().min(0), z.string()]);
export const writeAnswer = z.string().nullable();
export const numbersAnswer = z.array(z.coerce.number<string>().int().min(1));
export const entryAnswer = z.string().nullable();

/** The entry that puts a revision back. */
export function restoredEntry(id: string, text: string): string {
  return `${RESTORED}${id}\n${text}`;
}

/** Whether nobody has written since the store lost everything. */
export function isRestored(entry: string): boolean {
  return entry.startsWith(RESTORED);
}

/** The revision's text of an entry. */
export function textOf(entry: string): string {
  return entry.slice(entry.indexOf('\n') + 1);
}
