import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { ConfigurationError, refusal } from '../store/index.ts';
import { ApiFailure } from './api/apiFailure.ts';
import { ControlClient } from './api/controlClient.ts';
import { refuse } from './refuse.ts';
import { renderFindings } from './renderFindings.ts';
import { EXIT_BAD_CONFIGURATION, type Terminal } from './terminal.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What every command is made with. */
export interface CommandKit {
  readonly terminal: Terminal;
  readonly env: Environment;
  /** Default: the process's own. */
  readonly fetch?: typeof fetch;
}

/** Options of every command that calls an agent. */
export interface RemoteOptions {
  readonly url: string;
  readonly token?: string;
  readonly json?: boolean;
}

/** Something that was asked for did not come out so: differences, an exhausted drill, an agent that says no. */
export const EXIT_FAILED = 1;

/** Adds `--url`, `--token` and `--json`. */
export function remoteCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(
      new Option('--url <url>', 'control plane of the agent').env('UNDERSTUDY_URL').default('http://127.0.0.1:4101'),
    )
    .addOption(new Option('--token <token>', 'token of the control API, or file:PATH').env('UNDERSTUDY_TOKEN'))
    .option('--json', 'print JSON instead of text');
}

/** The client that the options describe. */
export function clientOf({ url, token }: RemoteOptions, kit: CommandKit): ControlClient {
  return new ControlClient({
    url,
    token: token?.startsWith('file:') === true ? tokenFrom(token.slice('file:'.length)) : token,
    ...(kit.fetch === undefined ? {} : { fetch: kit.fetch }),
  });
}

function tokenFrom(path: string): string {
  try {
    const token = readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .find((line) => line !== '' && !line.startsWith('#'));
    if (token !== undefined) return token;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw refusal('token_file', '--token', `--token: file ${path} cannot be read (${code})`, 'Name a readable file.');
  }
  throw refusal('token_file', '--token', `--token: file ${path} holds no token`, 'Write one token a line into it.');
}

/**
 * Runs a command's work: failures are told in words, and set the exit code.
 * @param failed where the agent cannot be reached or says no; default 1. A bad configuration or wrong use is 2.
 */
export async function told(
  kit: CommandKit,
  json: boolean | undefined,
  work: () => Promise<void>,
  failed: number = EXIT_FAILED,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ConfigurationError) {
      refuse(error, kit.terminal);
      return;
    }
    if (!(error instanceof ApiFailure)) throw error;
    tellFailure(error, kit.terminal, { json, failed });
  }
}

function tellFailure(
  failure: ApiFailure,
  terminal: Terminal,
  { json, failed }: { readonly json: boolean | undefined; readonly failed: number },
): void {
  const { problem, status } = failure;
  if (json === true) terminal.out(JSON.stringify(problem ?? { status, detail: failure.message }, null, 2));
  else {
    const findings = problem?.findings ?? [];
    if (findings.length > 0) terminal.err(renderFindings(findings));
    else terminal.err(`error: ${failure.message}`);
    if (findings.length === 0 && problem?.fix !== undefined) terminal.err(`    ${problem.fix}`);
  }
  const invalid = status === 400 || problem?.code === 'invalid_configuration';
  terminal.exitCode(invalid ? EXIT_BAD_CONFIGURATION : failed);
}

/** Prints JSON, or what `text` makes of it. */
export function print(kit: CommandKit, options: { readonly json?: boolean }, value: unknown, text: () => string): void {
  kit.terminal.out(options.json === true ? JSON.stringify(value, null, 2) : text());
}
