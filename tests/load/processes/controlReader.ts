import { setTimeout as sleep } from 'node:timers/promises';

/** What is read in turn. */
const PATHS = {
  status: '/status',
  'fallback-stats': '/fallback-stats?tz=America/Sao_Paulo',
  events: '/events?limit=100',
  'events, sparse filter': '/events?limit=100&outcome=client_error&client=nobody',
} as const;

export type ControlPath = keyof typeof PATHS;
export const CONTROL_PATHS = Object.keys(PATHS) as ControlPath[];

/** Milliseconds of every read, by what was read. */
export type ReadTimes = Record<ControlPath, number[]>;

async function readOnce(controlPort: number, path: ControlPath): Promise<number> {
  const start = performance.now();
  const response = await fetch(`http://127.0.0.1:${controlPort}/api/v1${PATHS[path]}`);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`GET ${PATHS[path]} answered ${response.status}`);
  return performance.now() - start;
}

/** Reads one after the other, `everyMs` apart, until `work` is done. */
export async function readWhile(controlPort: number, everyMs: number, work: Promise<unknown>): Promise<ReadTimes> {
  const times = Object.fromEntries(CONTROL_PATHS.map((path): [ControlPath, number[]] => [path, []])) as ReadTimes;
  const state = { working: true };
  const done = work.finally(() => (state.working = false));
  for (let turn = 0; state.working; turn++) {
    const path = CONTROL_PATHS[turn % CONTROL_PATHS.length] ?? 'status';
    times[path].push(await readOnce(controlPort, path));
    await sleep(everyMs);
  }
  await done;
  return times;
}
