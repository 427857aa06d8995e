import { StoreUnavailableError } from '../storeUnavailable.ts';
import { CONFIG, REVISIONS } from './configScripts.ts';
import type { RedisLink } from './redisLink.ts';

/** Why what Redis holds cannot be used here, and what to do about it. */
export interface ReadProblem {
  readonly code: 'store_damaged' | 'store_unavailable';
  readonly message: string;
  readonly fix: string;
}

/** Of a question that failed although Redis is there. */
export function failedReading(error: unknown, link: RedisLink): ReadProblem {
  if (error instanceof StoreUnavailableError) {
    return { code: 'store_unavailable', message: error.message, fix: error.fix };
  }
  const message = `${link.label} answers something that no agent wrote`;
  const fix = `Look at the keys ${link.key('*')}, or give the agents a --group of their own.`;
  return { code: 'store_unavailable', message, fix };
}

/** Of a revision that is none, or that only a newer version knows. */
export function unreadableRevision(number: number, problem: string, link: RedisLink): ReadProblem {
  const message = `revision ${number} at ${link.label} cannot be used: ${problem}`;
  const fix = `Start the version of the agent that wrote it, or go back: redis-cli SET '${link.key(CONFIG)}' N, N being an older number that HKEYS '${link.key(REVISIONS)}' lists.`;
  return { code: 'store_damaged', message, fix };
}
