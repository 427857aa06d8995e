import { StoreUnavailableError } from '../storeUnavailable.ts';
import type { RedisLink } from './redisLink.ts';

function field(info: string, name: string): string | undefined {
  return new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1];
}

/** What `INFO` says against keeping anything there: one sentence each, with the fix. */
export function keepingProblems(info: string): string[] {
  const policy = field(info, 'maxmemory_policy');
  const problems: string[] = [];
  if (policy !== undefined && policy !== 'noeviction' && field(info, 'maxmemory') !== '0') {
    problems.push(
      `its policy is ${policy}, so it may throw the configuration away when memory is short: set maxmemory-policy noeviction`,
    );
  }
  if (field(info, 'aof_enabled') === '0') {
    problems.push('it keeps no log of its writes (appendonly no), so a crash may take acknowledged changes with it');
  }
  return problems;
}

/** Asks Redis how it keeps what it is given. @returns what speaks against it; nothing where it may not be asked */
export async function askKeeping(link: RedisLink): Promise<string[]> {
  try {
    const [memory, persistence] = [await link.command('INFO', 'memory'), await link.command('INFO', 'persistence')];
    return keepingProblems(`${String(memory)}\n${String(persistence)}`);
  } catch (error) {
    // A user without the right to ask, or an outage: neither is a reason not to work.
    if (error instanceof StoreUnavailableError) return [];
    throw error;
  }
}
