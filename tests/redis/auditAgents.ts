import type { AuditEntry } from '@understudy/contract';
import type { AuditDraft, AuditLog } from '../../agent/src/store/audit/auditLog.ts';
import { openRedisAuditLog, type RedisAuditLogOptions } from '../../agent/src/store/redis/redisAuditLog.ts';
import type { RedisLink, RedisLinkOptions } from '../../agent/src/store/redis/redisLink.ts';
import { RedisLinks } from '../kit/redisLinks.ts';
import { startRedis, type RedisProcess } from '../kit/redisProcess.ts';

/** As an agent has them. */
export interface AuditAgent {
  readonly link: RedisLink;
  readonly log: AuditLog;
}

/** A Redis and the agents that write their audit to it. */
export class AuditAgents {
  readonly redis: RedisProcess;
  /** What the audits told of errors. */
  readonly errors: string[] = [];
  readonly #links = new RedisLinks();
  readonly #logs: AuditLog[] = [];

  constructor(redis: RedisProcess) {
    this.redis = redis;
  }

  static async start(): Promise<AuditAgents> {
    return new AuditAgents(await startRedis());
  }

  async open(
    options: Partial<RedisAuditLogOptions> = {},
    linkOptions: Partial<RedisLinkOptions> = {},
  ): Promise<AuditAgent> {
    const link = await this.#links.open(this.redis.url, linkOptions);
    const onError = (error: unknown): void => void this.errors.push((error as Error).message);
    const instance = `agent-${this.#logs.length}`;
    const log = await openRedisAuditLog(link, { instance, onError, ...options });
    this.#logs.push(log);
    return { link, log };
  }

  async close(): Promise<void> {
    // Without Redis there is nothing to wait for.
    await this.redis.kill();
    await Promise.all(this.#logs.map((log) => log.close()));
    this.#links.close();
    await this.redis.close();
  }
}

export const auditDraft = (over: Partial<AuditDraft> = {}): AuditDraft => ({
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

/** All entries that match, newest first, page by page. */
export async function allEntries(
  { log }: AuditAgent,
  matches: (entry: AuditEntry) => boolean = () => true,
  limit = 1_000,
): Promise<AuditEntry[]> {
  const found: AuditEntry[] = [];
  let cursor: string | undefined;
  do {
    const { entries, next } = await log.find({ matches, cursor, limit });
    found.push(...entries);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/** Their details, oldest first. */
export const detailsOf = (entries: readonly AuditEntry[]): string[] => entries.map(({ detail }) => detail).toReversed();

/** `prefix0`, `prefix1`, … */
export const numbered = (count: number, prefix = ''): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}${at}`);
