import { writeFile } from 'node:fs/promises';
import type { Bench } from '../bench.ts';
import { BODY_BYTES } from '../chatAnswers.ts';
import { callTree } from './callTree.ts';
import type { CallFrame } from './cpuProfile.ts';
import { flameGraph } from './flameGraph.ts';
import { sourcePosition } from './sourcePosition.ts';
import { topSelfTime } from './topSelfTime.ts';
import { topTotalTime } from './topTotalTime.ts';

const USERS = 50;
const WARM_UP = 5_000;
const REQUESTS = 20_000;
/** A stream is 50 chunks and takes more than half a second. */
const STREAM_SHARE = 0.1;
const TOP = 25;

/** Not Node's, not V8's, not a package's. */
function isOurs({ url }: CallFrame): boolean {
  return url.startsWith('file:') && !url.includes('/node_modules/');
}

function listed(requests: number, entries: readonly { frame: CallFrame; us: number; share: number }[]): string[] {
  return entries.map(({ frame, us, share }) => {
    const percent = (share * 100).toFixed(1).padStart(5);
    const each = (us / requests).toFixed(2).padStart(7);
    return `${percent} %  ${each} µs  ${frame.functionName || '(anonymous)'}  ${sourcePosition(frame)}`;
  });
}

/** Profiles the agent under the load of the processor measure; resolves with the list of where its time goes. */
export async function profileAgent(bench: Bench): Promise<string> {
  const { profileMode: mode, flame } = bench.options;
  const stream = mode === 'stream';
  const bytes = mode === 'large' ? BODY_BYTES.large : BODY_BYTES.small;
  const kind = bench.request('agent', mode, { stream, bytes });
  const count = (full: number): number => bench.count(stream ? full * STREAM_SHARE : full);
  bench.progress.show('profile: warm-up');
  await bench.run({ kind, users: USERS, requests: count(WARM_UP) });
  bench.progress.show('profile: load');
  const requests = count(REQUESTS);
  const profile = await bench.fleet.agent.profile(() => bench.run({ kind, users: USERS, requests }));
  const tree = callTree(profile);
  const title = `Agent, ${requests} requests of mode ${mode}, ${USERS} concurrent`;
  if (flame !== undefined) await writeFile(flame, flameGraph(tree, title, sourcePosition));
  return [
    `${title}: ${(tree.us / requests).toFixed(1)} µs a request, the profiler's own cost included`,
    '',
    'Self time: share, a request',
    ...listed(requests, topSelfTime(profile, TOP)),
    '',
    'Own functions with what they call: share, a request',
    ...listed(requests, topTotalTime(tree, TOP, isOurs)),
    '',
  ].join('\n');
}
