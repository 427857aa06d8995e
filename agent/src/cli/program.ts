import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
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
}

const HELP = `
Examples:
  $ understudy validate understudy.yaml                # check a file, exit 0 or 2
  $ understudy start --config understudy.yaml          # answer on 127.0.0.1:4100, control on 127.0.0.1:4101
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

/** The agent's version, from its package. */
export function agentVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** The `understudy` command. A wrong use exits 2, like a bad configuration. */
export function buildProgram({ start, terminal = processTerminal, env = process.env }: ProgramOptions): Command {
  const program = new Command('understudy')
    .description('Answers with the next model when one fails: an OpenAI-compatible proxy with fallback chains.')
    .version(agentVersion(), '-V, --version')
    .addHelpText('after', HELP)
    .addCommand(startCommand(start, terminal, env))
    .addCommand(validateCommand(terminal, env));
  for (const command of [program, ...program.commands]) {
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
