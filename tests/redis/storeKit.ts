import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConfigDocument } from '@understudy/contract';
import { openRedisConfigStore } from '../../agent/src/store/redis/redisConfigStore.ts';
import { parseRedisAddress } from '../../agent/src/store/redis/redisAddress.ts';
import { openRedisLink, type RedisLink } from '../../agent/src/store/redis/redisLink.ts';
import type { ConfigStore } from '../../agent/src/store/configStore.ts';
import type { RedisProcess } from '../kit/redisProcess.ts';

/** One agent's side of a shared store. */
export interface SharedStore {
  readonly store: ConfigStore;
  readonly link: RedisLink;
  readonly dataDir: string;
  /** What the store told of, in order. */
  readonly problems: string[];
  close(): Promise<void>;
}

/** A document that can be told from others. */
export function documentOf(name: string): ConfigDocument {
  return {
    version: 1,
    providers: [{ id: name, dialect: 'openai', baseUrl: 'http://127.0.0.1:1/v1', location: 'local' }],
    models: [],
    chains: [],
  };
}

export function providerOf(document: ConfigDocument | undefined): string | undefined {
  return document?.providers[0]?.id;
}

/** Opens the store as an agent does. Without `dataDir` in a folder of its own, which goes with it. */
export async function openShared(
  redis: RedisProcess,
  options: {
    readonly dataDir?: string;
    readonly group?: string;
    readonly keepRevisions?: number;
    /** Of something that stands before Redis. */
    readonly port?: number;
  } = {},
): Promise<SharedStore> {
  const address = parseRedisAddress(redis.url);
  if ('problem' in address) throw new Error(address.problem);
  const { group = 'eu', port = redis.port, ...more } = options;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'understudy-shared-')));
  const quiet = (): void => undefined;
  const link = await openRedisLink({
    ...{ address: { ...address, port }, group, instance: 'test', patienceMs: 1_000, commandMs: 1_000 },
    ...{ onDown: quiet, onBack: quiet },
  });
  const problems: string[] = [];
  try {
    const store = await openRedisConfigStore({
      ...more,
      ...{ link, group, dataDir, pollMs: 200, onProblem: (message) => problems.push(message) },
    });
    return {
      ...{ store, link, dataDir, problems },
      async close() {
        await store.close();
        link.close();
        if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    link.close();
    throw error;
  }
}
