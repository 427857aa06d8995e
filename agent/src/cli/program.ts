import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import type { CommandKit } from './commandKit.ts';
import { applyCommand } from './commands/applyCommand.ts';
import { chainsCommand } from './commands/chainsCommand.ts';
import { completionCommand } from './commands/completionCommand.ts';
import { diffCommand } from './commands/diffCommand.ts';
import { drillCommand } from './commands/drillCommand.ts';
import { exportCommand } from './commands/exportCommand.ts';
import { litellmCommand } from './commands/litellmCommand.ts';
import { keysCommand } from './commands/keysCommand.ts';
import { pricesCommand } from './commands/pricesCommand.ts';
import { secretsCommand } from './commands/secretsCommand.ts';
import { rulesCommand } from './commands/rulesCommand.ts';
import { revisionsCommand } from './commands/revisionsCommand.ts';
import { rollbackCommand } from './commands/rollbackCommand.ts';
import { statsCommand } from './commands/statsCommand.ts';
import { statusCommand } from './commands/statusCommand.ts';
import { startCommand, type Start } from './startCommand.ts';
import { EXIT_BAD_CONFIGURATION, processTerminal, type Terminal } from './terminal.ts';
import { validateCommand } from './validateCommand.ts';

export interface ProgramOptions {
  /** Runs the agent; handed in by main.ts, so that the command line knows no other room. */
  readonly start: Start;
  /** Default: the process's own. */
  readonly terminal?: Terminal;
  /** Default: the process's own. Variables of flags are always read from the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Calls agents; default: the process's own. */
  readonly fetch?: typeof fetch;
}

const HELP = `
Examples:
  $ understudy validate understudy.yaml                # check a file, exit 0 or 2
  $ understudy start --config understudy.yaml          # answer on 127.0.0.1:4100, control on 127.0.0.1:4101
  $ understudy status --watch                          # what each chain would use now
  $ understudy drill gpt-4o --failure timeout          # prove a chain before you need it
  $ understudy apply -f understudy.yaml                # put a file in force on a running agent
  $ understudy help start                              # every flag and variable

A first understudy.yaml:
  version: 1
  providers:
    - { id: openai, dialect: openai, baseUrl: https://api.openai.com/v1, apiKey: env:OPENAI_API_KEY }
    - { id: ollama, dialect: ollama, baseUrl: http://127.0.0.1:11434/v1, location: local }
  models:
    - { id: gpt-4o, provider: openai }
    - { id: llama3, provider: ollama }
  chains:
    - { model: gpt-4o, fallbacks: [llama3] }`;

/** Commands that call an agent. */
const REMOTE = [
  statusCommand,
  statsCommand,
  chainsCommand,
  drillCommand,
  diffCommand,
  applyCommand,
  exportCommand,
  revisionsCommand,
  rollbackCommand,
  pricesCommand,
  keysCommand,
  secretsCommand,
  litellmCommand,
  rulesCommand,
] as const;

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

/** The agent's version, from its package. */
export function agentVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** The `understudy` command. A wrong use exits 2, like a bad configuration. */
export function buildProgram({
  start,
  terminal = processTerminal,
  env = process.env,
  fetch: send,
}: ProgramOptions): Command {
  const program = new Command('understudy')
    .description('Answers with the next model when one fails: an OpenAI-compatible proxy with fallback chains.')
    .version(agentVersion(), '-V, --version')
    .addHelpText('after', HELP)
    .addCommand(startCommand(start, terminal, env))
    .addCommand(validateCommand(terminal, env));
  const kit: CommandKit = { terminal, env, ...(send === undefined ? {} : { fetch: send }) };
  for (const make of REMOTE) program.addCommand(make(kit));
  program.addCommand(completionCommand(kit, program));
  for (const command of everyCommand(program)) {
    // Otherwise a command takes the flags of its sub-commands for its own (`chains set --url …`).
    command.enablePositionalOptions();
    command.showHelpAfterError('(add --help for flags and examples)').showSuggestionAfterError();
    command.configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    });
    command.exitOverride((error) => {
      terminal.exitCode(error.exitCode === 0 ? 0 : EXIT_BAD_CONFIGURATION);
      throw error;
    });
  }
  return program;
}
