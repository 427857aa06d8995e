import type { Command } from 'commander';
import { renderDiff } from '../../store/index.ts';
import { clientOf, print, remoteCommand, told, type CommandKit, type RemoteOptions } from '../commandKit.ts';
import { renderFindings } from '../renderFindings.ts';
import { applyFile } from './configFile.ts';

interface ApplyOptions extends RemoteOptions {
  readonly file: string;
  readonly dryRun?: boolean;
  readonly reason?: string;
}

const EXAMPLES = `
Examples:
  $ understudy apply -f understudy.yaml --reason "release 42"
  $ understudy apply -f understudy.yaml --dry-run --json

Applying twice is applying once. Exits 0 when the file is in force (changed or not, also on an agent that is managed), 2 if it
is not valid, 1 if the agent cannot be reached or refuses, for example because somebody else changed it in the meantime.`;

/** `understudy apply`. */
export function applyCommand(kit: CommandKit): Command {
  return remoteCommand('apply', 'put a configuration file in force, as one revision')
    .requiredOption('-f, --file <file>', 'the configuration, YAML or JSON')
    .option('--dry-run', 'store nothing, show what would change')
    .option('--reason <text>', 'kept with the revision and in the audit')
    .addHelpText('after', EXAMPLES)
    .action((options: ApplyOptions) =>
      told(kit, options.json, async () => {
        const dryRun = options.dryRun === true;
        const body = await applyFile(clientOf(options, kit), options.file, { dryRun, reason: options.reason });
        const { revision, diff, findings } = body;
        if (findings.length > 0 && options.json !== true) kit.terminal.err(renderFindings(findings, options.file));
        print(kit, options, { changed: diff.length > 0, revision, dryRun, diff, findings }, () => {
          if (diff.length === 0) return `Nothing to change: revision ${revision} says the same.`;
          const verdict = dryRun ? 'Nothing was stored (dry run).' : `Revision ${revision} is in force.`;
          return `${renderDiff(diff)}\n${verdict}`;
        });
      }),
    );
}
