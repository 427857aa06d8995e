import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Bench } from './bench.ts';
import { USAGE, readBenchOptions } from './benchOptions.ts';
import type { BenchOptions } from './benchOptions.ts';
import { ALL_MEASURES } from './measures/allMeasures.ts';
import type { Measure } from './measures/measure.ts';
import { startFleet } from './processes/fleet.ts';
import { AGENT_MAIN } from './processes/startAgent.ts';
import { profileAgent } from './profile/profileAgent.ts';
import { thisMachine } from './report/machine.ts';
import { markdownTable, replaceTable } from './report/markdownTable.ts';
import type { Outcome } from './report/outcome.ts';
import { Progress } from './report/progress.ts';
import { terminalTable } from './report/terminalTable.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMPILER = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

/** @throws Error when the agent does not compile */
function buildAgent(): void {
  const { status, stdout } = spawnSync(process.execPath, [COMPILER, '-b'], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the agent does not compile:\n${stdout}`);
}

async function take(measure: Measure, bench: Bench): Promise<Outcome> {
  bench.progress.begin(measure.seconds(bench));
  try {
    return { measure, rows: await measure.run(bench) };
  } catch (error) {
    return { measure, error: error instanceof Error ? error.message : String(error) };
  } finally {
    bench.progress.end();
  }
}

async function takeAll(bench: Bench): Promise<Outcome[]> {
  const measures = ALL_MEASURES.filter(({ key }) => bench.options.only.includes(key));
  bench.progress.plan(measures.reduce((sum, measure) => sum + measure.seconds(bench), 0));
  const outcomes: Outcome[] = [];
  for (const measure of measures) outcomes.push(await take(measure, bench));
  bench.progress.clear();
  return outcomes;
}

async function report(options: BenchOptions, outcomes: readonly Outcome[]): Promise<void> {
  const machine = thisMachine(process.argv.slice(2));
  process.stdout.write(terminalTable(machine, outcomes));
  if (options.json !== undefined) {
    const results = outcomes.map(({ measure, ...rest }) => ({ measure: measure.key, ...rest }));
    await writeFile(options.json, `${JSON.stringify({ machine, results }, undefined, 2)}\n`);
  }
  if (options.markdown === undefined) return;
  const document = await readFile(options.markdown, 'utf8');
  await writeFile(options.markdown, replaceTable(document, markdownTable(machine, outcomes)));
}

/** Resolves with the exit code: 1 when something could not be measured; an aim that is missed is a result. */
async function main(options: BenchOptions): Promise<number> {
  if (options.build && options.agent === undefined) buildAgent();
  const agentMain = options.agent ?? AGENT_MAIN;
  if (!existsSync(agentMain)) throw new Error(`there is no agent at ${agentMain}`);
  const fleet = await startFleet(agentMain);
  // Ctrl-C: the processes end when their channel to this one closes.
  process.once('SIGINT', () => process.exit(130));
  try {
    const bench = new Bench(fleet, options, new Progress(process.stderr, () => performance.now()));
    if (options.profile) {
      process.stdout.write(`\n${await profileAgent(bench)}`);
      return 0;
    }
    const outcomes = await takeAll(bench);
    await report(options, outcomes);
    return outcomes.some((outcome) => 'error' in outcome) ? 1 : 0;
  } finally {
    await fleet.end();
  }
}

try {
  const options = readBenchOptions(process.argv.slice(2));
  if (options === 'help') process.stdout.write(USAGE);
  else process.exitCode = await main(options);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
