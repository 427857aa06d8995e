import { StoreUnavailableError } from '../storeUnavailable.ts';
import { CONFIG, REVISIONS, WRITE_REVISION, writeAnswer } from './configScripts.ts';
import type { RedisLink } from './redisLink.ts';

/** Times that a write whose answer got lost asks again; its id tells whether it had been done. */
const ASKED_AGAIN = 2;
/** Milliseconds that such a write waits for Redis each time. */
const PATIENCE_MS = 1_500;

/** Waits for Redis, for a moment. @returns whether it is there */
function isBack(link: RedisLink): Promise<boolean> {
  if (link.outage === null) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = link.onUp(() => done(true));
    const timer = setTimeout(() => done(false), PATIENCE_MS);
    function done(back: boolean): void {
      clearTimeout(timer);
      end();
      resolve(back);
    }
  });
}

/**
 * Runs WRITE_REVISION, and asks again where its answer got lost.
 * @returns null where the write is done, or the entry that came first
 * @throws StoreUnavailableError, which says whether it is certain that nothing was written
 */
export async function sendWrite(link: RedisLink, values: readonly string[]): Promise<string | null> {
  for (let asked = 0; ; asked++) {
    try {
      return writeAnswer.parse(await link.script(WRITE_REVISION, [CONFIG, REVISIONS], values));
    } catch (error) {
      if (!(error instanceof StoreUnavailableError) || (error.isCertain && asked === 0)) throw error;
      if (asked < ASKED_AGAIN && (await isBack(link))) continue;
      const fix = 'Once Redis is back, read the configuration before the change is made again.';
      const message = `${error.message}; whether the change was stored is not known`;
      throw new StoreUnavailableError(message, { fix, isCertain: false });
    }
  }
}
