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

Exits 0 without differences, 1 with some, 2 if the file is not valid.`;

async function documentOf(path: string) {
  const loaded = await loadFile(path);
  if ('findings' in loaded) throw new ConfigurationError(loaded.findings, path);
  return loaded.document;
}

/** `understudy diff`. */
export function diffCommand(kit: CommandKit): Command {
  return remoteCommand('diff', 'show what a configuration file would change')
    .requiredOption('-f, --file <file>', 'the configuration, YAML or JSON')
    .option('--against <file>', 'compare with this file instead of an agent')
    .addHelpText('after', EXAMPLES)
    .action((options: DiffOptions) =>
      told(kit, options.json, async () => {
        const { diff, findings } =
          options.against === undefined
            ? await putFile(clientOf(options, kit), options.file, { dryRun: true })
            : {
                diff: diffDocuments(await documentOf(options.against), await documentOf(options.file)),
                findings: [],
              };
        if (findings.length > 0 && options.json !== true) kit.terminal.err(renderFindings(findings, options.file));
        print(kit, options, { changed: diff.length > 0, diff, findings }, () =>
          diff.length === 0 ? 'No differences.' : renderDiff(diff),
        );
        kit.terminal.exitCode(diff.length === 0 ? 0 : EXIT_FAILED);
      }),
    );
}
