import type { StartOptions } from '../cli/index.ts';
import {
  askKeeping,
  openFileStore,
  openRedisAuditLog,
  openRedisConfigStore,
  openRedisLink,
  openRedisTokenStore,
  openTokenStore,
  type AuditLog,
  type ConfigStore,
  type RedisLink,
  type StoreState,
  type TokenStore,
} from '../store/index.ts';
import type { LogSink } from '../telemetry/index.ts';
import type { Opened } from './opened.ts';
import type { StoreProblems } from './storeProblems.ts';

/** Where the agent keeps what outlives it. */
export interface Stores {
  readonly store: ConfigStore;
  readonly tokenStore: TokenStore;
  /** The group's; null = the agent keeps its own in the data folder. */
  readonly sharedAudit: AuditLog | null;
  /** null = the agent shares nothing. */
  readonly link: RedisLink | null;
  /** Of whatever is shared; of the document's own store where nothing is. */
  readonly storeState: () => StoreState;
}

/** The connection to Redis, where `--store` names one. */
async function openLink(options: StartOptions, { logger }: LogSink): Promise<RedisLink | null> {
  const { store, group, instance } = options;
  if (store.kind === 'file') return null;
  return openRedisLink({
    address: store.address,
    group,
    instance,
    onDown: (problem) =>
      logger.warn({ event: 'store', problem }, 'Redis is away; the agent serves on with what it knows'),
    onBack: () => logger.info({ event: 'store' }, 'Redis is back'),
  });
}

/** Tells once, when Redis is first there, how it might lose what it is given. */
function tellKeeping(link: RedisLink, { logger }: LogSink): void {
  const ask = async (): Promise<void> => {
    for (const problem of await askKeeping(link)) logger.warn({ event: 'store' }, `Redis at ${link.label}: ${problem}`);
  };
  if (link.outage === null) {
    void ask();
    return;
  }
  const end = link.onUp(() => {
    end();
    void ask();
  });
}

/**
 * Opens the document and the created tokens: in the data folder, or in Redis for the whole group. With `--managed` the file is
 * the truth, so the document stays in the data folder also where Redis is named.
 */
export async function openStores(
  options: StartOptions,
  problems: StoreProblems,
  log: LogSink,
  opened: Opened,
): Promise<Stores> {
  const { dataDir, group, instance, managed } = options;
  const link = await openLink(options, log);
  if (link !== null) {
    opened.keep('the connection to Redis', link);
    tellKeeping(link, log);
  }
  const onProblem = problems.note;
  const store = opened.keep(
    'the store',
    link === null || managed
      ? await openFileStore({ dataDir, onProblem })
      : await openRedisConfigStore({ link, group, dataDir, onProblem }),
  );
  const onTokenProblem = (problem: string): void => problems.note(problem, 'read');
  const tokenStore = opened.keep(
    'the created tokens',
    link === null
      ? await openTokenStore(dataDir)
      : await openRedisTokenStore(link, { dataDir, onProblem: onTokenProblem }),
  );
  const onAuditError = (error: unknown): void =>
    problems.note(`the audit could not be written: ${(error as Error).message}`, 'audit');
  // Revisions and what is noted of them belong together.
  const sharedAudit =
    link === null || managed ? null : await openRedisAuditLog(link, { instance, onError: onAuditError });
  const shared = link === null ? null : { kind: 'redis' as const, address: link.label };
  const storeState = (): StoreState =>
    link === null || shared === null ? store.state() : { ...shared, outage: link.outage };
  return { store, tokenStore, sharedAudit, link, storeState };
}
