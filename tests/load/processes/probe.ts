/**
 * Loaded into each measured process (`--import`): says over IPC what the process used. Costs nothing between
 * questions, and ends the process when the benchmark is gone.
 */
import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startLoopWatch, stopLoopWatch } from './loopWatch.ts';
import { answerQuestions } from './questions.ts';
import type { Usage } from './usage.ts';

const SAMPLE_EVERY_US = 200;
const session = new Session();

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return { cpuUs: user + system, rssBytes: rss, heapBytes: heapUsed };
}

/** Usage after a full collection: what is really held. */
function usageAfterCollection(): Usage {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return usage();
}

async function startProfile(): Promise<void> {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });
  await session.post('Profiler.start');
}

async function stopProfile(): Promise<unknown> {
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return profile;
}

answerQuestions({
  usage,
  'usage-after-collection': usageAfterCollection,
  'start-profile': startProfile,
  'stop-profile': stopProfile,
  'start-loop-watch': startLoopWatch,
  'stop-loop-watch': stopLoopWatch,
});
process.on('disconnect', () => process.exit(0));
// The process ends when its own work does.
process.channel?.unref();
