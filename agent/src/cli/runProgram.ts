import { CommanderError } from 'commander';
import { buildProgram, type ProgramOptions } from './program.ts';

/**
 * Runs the `understudy` command with the process's arguments, as main.ts does. Wrong use has been told and has its exit code
 * by then; every other error is the caller's.
 */
export async function runProgram(options: ProgramOptions, argv: readonly string[] = process.argv): Promise<void> {
  try {
    await buildProgram(options).parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
  }
}
