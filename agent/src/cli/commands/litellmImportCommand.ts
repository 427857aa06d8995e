import { readFile } from 'node:fs/promises';
import { importLitellm, type LitellmFinding } from '@understudy/contract';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { importConfig, withImport } from '../../litellm/index.ts';
import { refusal, renderDiff } from '../../store/index.ts';
import { clientOf, print, remoteCommand, told, type CommandKit, type RemoteOptions } from '../commandKit.ts';
import { renderLitellmFindings } from '../render/renderLitellm.ts';
import { EXIT_BAD_CONFIGURATION } from '../terminal.ts';

interface ImportOptions extends RemoteOptions {
  readonly apply?: boolean;
  readonly print?: boolean;
  readonly allowCycles?: boolean;
  readonly reason?: string;
}

const EXAMPLES = `
Examples:
  $ understudy litellm import litellm-config.yaml --print > understudy.yaml   # without an agent
  $ understudy litellm import litellm-config.yaml                             # what it would change on the agent
  $ understudy litellm import litellm-config.yaml --apply                     # store it, as one revision

Without a file the agent's own one is read. Keys that are written out in the file are not taken over.`;

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw refusal('unreadable', '', `${path} cannot be read (${code})`, 'Name a readable file of LiteLLM.');
  }
}

function tell(findings: readonly LitellmFinding[], kit: CommandKit): void {
  if (findings.length > 0) kit.terminal.err(renderLitellmFindings(findings));
}

/** The document of a file on standard output, without an agent. */
async function printDocument(path: string, options: ImportOptions, kit: CommandKit): Promise<void> {
  const { document, findings } = importConfig(await textOf(path), []);
  tell(findings, kit);
  if (document === null) {
    kit.terminal.exitCode(EXIT_BAD_CONFIGURATION);
    return;
  }
  const empty = { version: 1 as const, providers: [], models: [], chains: [] };
  const value = withImport(empty, document, options.allowCycles === true);
  print(kit, options, value, () => stringify(value, { lineWidth: 0 }).trimEnd());
}

/** `understudy litellm import [file]`. */
export function litellmImportCommand(kit: CommandKit): Command {
  return remoteCommand('import', "take a LiteLLM file's models, chains and policy over; a dry run unless --apply")
    .argument('[file]', "LiteLLM's configuration; default: the agent's own")
    .option('--apply', 'store it')
    .option('--print', 'print the document of the file, without an agent')
    .option('--allow-cycles', 'chains may form a cycle: sets validation.crossChainCycles to warn')
    .option('--reason <text>', 'kept with the revision and in the audit')
    .addHelpText('after', EXAMPLES)
    .action((file: string | undefined, options: ImportOptions) =>
      told(kit, options.json, async () => {
        if (options.print === true && file === undefined) {
          throw refusal('no_file', '--print', '--print: it needs a file', 'Name the file of LiteLLM.');
        }
        if (options.print === true && file !== undefined) return printDocument(file, options, kit);
        const { body } = await clientOf(options, kit).call(importLitellm, {
          query: { dryRun: options.apply !== true },
          body: {
            ...(file === undefined ? {} : { yaml: await textOf(file) }),
            allowCycles: options.allowCycles === true,
          },
          reason: options.reason,
        });
        if (options.json !== true) tell(body.report, kit);
        print(kit, options, body, () => {
          const changes = body.diff.length === 0 ? 'No differences.' : renderDiff(body.diff);
          return `${changes}\n${body.dryRun ? 'Nothing was stored; add --apply.' : `Revision ${body.revision} is in force.`}`;
        });
      }),
    );
}
