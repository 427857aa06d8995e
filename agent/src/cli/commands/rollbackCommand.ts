import { getConfig, rollbackRevision } from '@understudy/contract';
import type { Command } from 'commander';
import { renderDiff } from '../../store/index.ts';
import { clientOf, print, remoteCommand, told, type CommandKit, type RemoteOptions } from '../commandKit.ts';
import { renderFindings } from '../renderFindings.ts';
import { revisionNumber } from './revisionsCommand.ts';

interface RollbackOptions extends RemoteOptions {
  readonly dryRun?: boolean;
  readonly reason?: string;
}

const EXAMPLES = `
Examples:
  $ understudy rollback 41 --dry-run
  $ understudy rollback 41 --reason "42 broke checkout"

The old document becomes a new revision; nothing of the history is removed.`;

/** `understudy rollback`. */
export function rollbackCommand(kit: CommandKit): Command {
  return remoteCommand('rollback', "put a revision's document in force again")
    .argument('<revision>', 'its number', revisionNumber)
    .option('--dry-run', 'store nothing, show what would change')
    .option('--reason <text>', 'kept with the new revision and in the audit')
    .addHelpText('after', EXAMPLES)
    .action((revision: number, options: RollbackOptions) =>
      told(kit, options.json, async () => {
        const client = clientOf(options, kit);
        const { etag } = await client.call(getConfig);
        const { body } = await client.call(rollbackRevision, {
          id: String(revision),
          query: { dryRun: options.dryRun },
          ...(etag === null ? {} : { ifMatch: etag }),
          reason: options.reason,
        });
        if (body.findings.length > 0 && options.json !== true) kit.terminal.err(renderFindings(body.findings));
        print(kit, options, body, () => {
          if (body.diff.length === 0) return `Nothing to change: revision ${body.revision} says the same.`;
          const verdict = body.dryRun ? 'Nothing was stored (dry run).' : `Revision ${body.revision} is in force.`;
          return `${renderDiff(body.diff)}\n${verdict}`;
        });
      }),
    );
}
