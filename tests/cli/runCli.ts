import { runProgram } from '../../agent/src/cli/index.ts';

/** What a command said and came to. */
export interface CliRun {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** Runs `understudy …` in this process, as the shell would against an agent at `url`. */
export async function runCli(url: string, args: readonly string[], token?: string): Promise<CliRun> {
  const run = { out: '', err: '', code: 0 };
  const remote = ['--url', url, ...(token === undefined ? [] : ['--token', token])];
  await runProgram(
    {
      start: () => Promise.reject(new Error('no test starts an agent here')),
      terminal: {
        out: (text) => (run.out += `${text}\n`),
        err: (text) => (run.err += `${text}\n`),
        exitCode: (code) => (run.code = code),
      },
      env: {},
    },
    ['node', 'understudy', ...args, ...remote],
  );
  return run;
}
