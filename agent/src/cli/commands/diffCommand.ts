import { diffDocuments } from '@understudy/contract';
import type { Command } from 'commander';
import { ConfigurationError, loadFile, renderDiff } from '../../store/index.ts';
import {
  clientOf,
  EXIT_FAILED,
  print,
  remoteCommand,
  told,
  type CommandKit,
  type RemoteOptions,
} from '../commandKit.ts';
import { renderFindings } from '../renderFindings.ts';
import { putFile } from './configFile.ts';

interface DiffOptions extends RemoteOptions {
  readonly file: string;
  readonly against?: string;
}

const EXAMPLES = `
Examples:
  $ understudy diff -f understudy.yaml                       # what apply would change on the agent
  $ understudy diff -f understudy.yaml --against main.yaml   # two files, no agent

Exits 0 without differences, 1 with some, 2 where there is no answer: the file is not valid, or the agent cannot be reached
or says no.`;

async function documentOf(path: string) {
  const loaded = await loadFile(path);
  if ('findings' in loaded) throw new ConfigurationError(loaded.findings, path);
  return loaded.document;
}

/** As of `diff`: neither the same nor different. */
const EXIT_NO_ANSWER = 2;

async function differences(options: DiffOptions, kit: CommandKit) {
  const { file, against } = options;
  if (against === undefined) return putFile(clientOf(options, kit), file, { dryRun: true });
  return { diff: diffDocuments(await documentOf(against), await documentOf(file)), findings: [] };
}

async function showDiff(options: DiffOptions, kit: CommandKit): Promise<void> {
  const { diff, findings } = await differences(options, kit);
  if (findings.length > 0 && options.json !== true) kit.terminal.err(renderFindings(findings, options.file));
  print(kit, options, { changed: diff.length > 0, diff, findings }, () =>
    diff.length === 0 ? 'No differences.' : renderDiff(diff),
  );
  kit.terminal.exitCode(diff.length === 0 ? 0 : EXIT_FAILED);
}

/** `understudy diff`. */
export function diffCommand(kit: CommandKit): Command {
  return remoteCommand('diff', 'show what a configuration file would change')
    .requiredOption('-f, --file <file>', 'the configuration, YAML or JSON')
    .option('--against <file>', 'compare with this file instead of an agent')
    .addHelpText('after', EXAMPLES)
    .action((options: DiffOptions) => told(kit, options.json, () => showDiff(options, kit), EXIT_NO_ANSWER));
}
