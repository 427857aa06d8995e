import { parseRedisAddress } from '../../agent/src/store/redis/redisAddress.ts';
import { openRedisLink, type RedisLink, type RedisLinkOptions } from '../../agent/src/store/redis/redisLink.ts';

/** Connections to a Redis, as so many agents of one group have them. */
export class RedisLinks {
  /** What the links told of outages. */
  readonly told: string[] = [];
  readonly #links: RedisLink[] = [];

  /** @param url as `--store` takes it */
  async open(url: string, options: Partial<RedisLinkOptions> = {}): Promise<RedisLink> {
    const address = parseRedisAddress(url);
    if ('problem' in address) throw new Error(address.problem);
    const link = await openRedisLink({
      address,
      group: 'eu',
      instance: `agent-${this.#links.length}`,
      // A busy machine is no outage; tests of outages say how long they wait.
      patienceMs: 15_000,
      commandMs: 15_000,
      onDown: (problem) => this.told.push(`down: ${problem}`),
      onBack: () => this.told.push('back'),
      ...options,
    });
    this.#links.push(link);
    return link;
  }

  close(): void {
    for (const link of this.#links.splice(0)) link.close();
  }
}
