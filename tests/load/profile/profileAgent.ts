import { writeFile } from 'node:fs/promises';
import type { Bench } from '../bench.ts';
import { BODY_BYTES } from '../chatAnswers.ts';
import { callTree } from './callTree.ts';
import { flameGraph } from './flameGraph.ts';
import { sourcePosition } from './sourcePosition.ts';
import { topSelfTime } from './topSelfTime.ts';

const USERS = 50;
const WARM_UP = 5_000;
const REQUESTS = 20_000;
/** A stream is 50 chunks and takes more than half a second. */
const STREAM_SHARE = 0.1;
const TOP = 25;

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
  const order = { kind, users: USERS, requests: count(REQUESTS) };
  const profile = await bench.fleet.agent.profile(() => bench.run(order));
  const title = `Agent, ${order.requests} requests of mode ${mode}, ${USERS} concurrent: self time`;
  if (flame !== undefined) await writeFile(flame, flameGraph(callTree(profile), title, sourcePosition));
  const lines = topSelfTime(profile, TOP).map(({ frame, us, share }) => {
    const each = (us / order.requests).toFixed(2);
    const percent = (share * 100).toFixed(1);
    return `${percent.padStart(5)} %  ${each.padStart(7)} µs  ${frame.functionName || '(anonymous)'}  ${sourcePosition(frame)}`;
  });
  return [title, '', ' share  a request', ...lines, ''].join('\n');
}
