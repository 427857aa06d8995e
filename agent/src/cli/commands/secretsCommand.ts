import { rotateSecrets } from '@understudy/contract';
import { Command } from 'commander';
import { clientOf, print, remoteCommand, told, type CommandKit, type RemoteOptions } from '../commandKit.ts';

const EXAMPLES = `
To change the master key: start the agent with the new one in UNDERSTUDY_MASTER_KEY and the old one in
UNDERSTUDY_MASTER_KEY_OLD, run this, then start it without the old one.

Examples:
  $ understudy secrets rotate --dry-run
  $ understudy secrets rotate --reason "yearly rotation"`;

interface RotateOptions extends RemoteOptions {
  readonly dryRun?: boolean;
  readonly reason?: string;
}

/** `understudy secrets rotate`. */
export function secretsCommand(kit: CommandKit): Command {
  const rotate = remoteCommand('rotate', 'seal every stored secret anew under the current master key')
    .option('--dry-run', 'store nothing, show what would be sealed anew')
    .option('--reason <text>', 'kept with the revision and in the audit')
    .addHelpText('after', EXAMPLES)
    .action((options: RotateOptions) =>
      told(kit, options.json, async () => {
        const { body } = await clientOf(options, kit).call(rotateSecrets, {
          query: { dryRun: options.dryRun },
          reason: options.reason,
        });
        print(kit, options, body, () => {
          if (body.resealed === 0) return 'Every sealed secret is under the current master key already.';
          const verdict = body.dryRun ? 'nothing was stored (dry run)' : `revision ${body.revision} is in force`;
          return `${body.resealed} secrets sealed anew; ${verdict}.`;
        });
      }),
    );
  return new Command('secrets').description('stored secrets').addCommand(rotate);
}
