import { z } from 'zod';

/** The group's hash of circuits that moved lately: target → its latest move. */
export const CIRCUITS = 'circuits';
/** The group's key of the place of the latest move in the order of all. */
export const CIRCUITS_ORDER = 'circuits-order';
/** The group's channel on which each move is told. */
export const CIRCUIT_MOVED = 'circuit-moved';

/** The group's key of the probe leases of a target: id → end by Redis' time. */
export function leasesOf(target: string): string {
  return `probes:${target}`;
}

/**
 * A circuit is kept for as long after its cooldown, or its close: whoever starts meanwhile stampedes nobody, and whoever was
 * cut off reads what was told.
 */
const KEEP_LAPSED_MS = 3_600_000;
/** Longer than any cooldown. */
const KEEP_ALL_MS = 2 * 86_400_000;
/** Targets; what would be beyond is told, not kept. */
const MAX_CIRCUITS = 2_000;

const NOW = `
local time = redis.call('TIME')
local micros = tonumber(time[1]) * 1000000 + tonumber(time[2])
local now = math.floor(micros / 1000)`;

/**
 * Keys: CIRCUITS, CIRCUITS_ORDER. Values: target, its move as JSON, milliseconds left, channel. Answers the
 * place in the order: at least the microseconds of Redis' time, so that it goes on from there where the key is lost.
 */
export const TELL_MOVE = `${NOW}
local order = math.max(tonumber(redis.call('GET', KEYS[2]) or '0') + 1, micros)
redis.call('SET', KEYS[2], string.format('%.0f', order), 'PX', ${KEEP_ALL_MS})
if redis.call('HLEN', KEYS[1]) < ${MAX_CIRCUITS} or redis.call('HGET', KEYS[1], ARGV[1]) then
  local kept = string.format('{"order":%.0f,"until":%.0f,"move":%s}', order, now + tonumber(ARGV[3]), ARGV[2])
  redis.call('HSET', KEYS[1], ARGV[1], kept)
  redis.call('PEXPIRE', KEYS[1], ${KEEP_ALL_MS})
end
redis.call('PUBLISH', ARGV[4], string.format('{"order":%.0f,"move":%s}', order, ARGV[2]))
return string.format('%.0f', order)`;

/**
 * Keys: CIRCUITS, CIRCUITS_ORDER. Answers Redis' time, the lowest place of a later move, and what is kept; drops what lapsed
 * long ago.
 */
export const READ_CIRCUITS = `${NOW}
local order = math.max(tonumber(redis.call('GET', KEYS[2]) or '0'), micros)
local answer = {string.format('%.0f', now), string.format('%.0f', order)}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local ends = tonumber(string.match(all[i + 1], '^{"order":%d+,"until":(%d+),') or '0')
  if ends + ${KEEP_LAPSED_MS} < now then
    redis.call('HDEL', KEYS[1], all[i])
  else
    answer[#answer + 1] = all[i + 1]
  end
end
return answer`;

/**
 * Takes a lease, or makes one that is held last longer. Key: `leasesOf`. Values: id, milliseconds, how many there are.
 * Answers 0 where others have them all.
 */
export const TAKE_LEASE = `${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now)
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 0 end
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`;

const ms = z.number().min(0).max(86_400_000);
const text = z.string().max(1_000);

/** A move as agents tell it to each other. */
const moveSchema = z.object({
  target: text,
  state: z.enum(['open', 'closed']),
  remainingMs: ms,
  reopens: z.int().min(0),
  /** The agent's name. */
  by: text,
  /** The agent's process: names may be given twice, and to the next life of an agent. */
  publisher: text,
  number: z.int().min(0),
});
export type ToldMove = z.infer<typeof moveSchema>;

/** A whole number in decimals: Lua's own would lose its last digits. */
const decimals = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);

export const orderAnswer = decimals;
export const takenAnswer = z.union([z.literal(0), z.literal(1)]);
export const circuitsAnswer = z.tuple([decimals, decimals], z.string());

const toldSchema = z.object({ order: z.int(), move: moveSchema });
const keptSchema = toldSchema.extend({ until: z.number() });
export type Told = z.infer<typeof toldSchema>;

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What was told on the channel; null = it is nothing that this version knows. */
export function readTold(message: string): Told | null {
  return toldSchema.safeParse(parsed(message)).data ?? null;
}

/** A circuit that is kept, with what is left of it at Redis' time `now`; null as for `readTold`. */
export function readKept(json: string, now: number): Told | null {
  const kept = keptSchema.safeParse(parsed(json)).data;
  if (kept === undefined) return null;
  const { order, until, move } = kept;
  return { order, move: { ...move, remainingMs: Math.max(0, until - now) } };
}
