import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { controlModel } from '../controlConfig.ts';

/** A model whose primary fails, and one that never answers in its place: both are known, and no event has both. */
const NEVER = `model=${controlModel(20)}&servedModel=${controlModel(3)}`;

/** What is read in turn. */
const PATHS = {
  status: '/status',
  'fallback-stats': '/fallback-stats?tz=America/Sao_Paulo',
  events: '/events?limit=100',
  // Every request and every fallback that is remembered has to be looked at.
  'events, sparse filter': `/events?limit=100&${NEVER}`,
} as const;

export type ControlPath = keyof typeof PATHS;
export const CONTROL_PATHS = Object.keys(PATHS) as ControlPath[];

/** Milliseconds of every read, by what was read. */
export type ReadTimes = Record<ControlPath, number[]>;

/** No read. */
export function noReads(): ReadTimes {
  return Object.fromEntries(CONTROL_PATHS.map((path): [ControlPath, number[]] => [path, []])) as ReadTimes;
}

/** Reads to the last byte over a kept connection. The reader shares the agent's cores, so it does nothing with the bytes. */
function readOnce(agent: Agent, controlPort: number, path: ControlPath): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const take = (response: IncomingMessage): void => {
      response.resume();
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - start);
        else reject(new Error(`GET ${PATHS[path]} answered ${response.statusCode}`));
      });
    };
    request({ agent, host: '127.0.0.1', port: controlPort, path: `/api/v1${PATHS[path]}` }, take)
      .on('error', reject)
      .end();
  });
}

/** Reads one after the other, `everyMs` apart, until `work` is done. */
export async function readWhile(controlPort: number, everyMs: number, work: Promise<unknown>): Promise<ReadTimes> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times = noReads();
  const state = { working: true };
  const done = work.finally(() => (state.working = false));
  for (let turn = 0; state.working; turn++) {
    const path = CONTROL_PATHS[turn % CONTROL_PATHS.length] ?? 'status';
    times[path].push(await readOnce(agent, controlPort, path));
    await sleep(everyMs);
  }
  agent.destroy();
  await done;
  return times;
}
