import { createToken, listTokens, revokeToken, roleSchema, type TokenResource } from '@understudy/contract';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { clientOf, print, remoteCommand, told, type CommandKit, type RemoteOptions } from '../commandKit.ts';
import { parseDuration } from '../duration.ts';
import { table } from '../render/table.ts';

interface CreateOptions extends RemoteOptions {
  readonly name: string;
  readonly role: TokenResource['role'];
  readonly expires: number | null;
}

const NINETY_DAYS_MS = 90 * 24 * 3_600_000;

const EXAMPLES = `
Examples:
  $ understudy keys create --name grafana --role viewer --expires 90d
  $ understudy keys list
  $ understudy keys revoke 5f0c2a91

Several tokens are valid at once: create the new one, change over, revoke the old one. Only a digest is stored.`;

/** `90d`, `12h`, or `never`. */
function life(text: string): number | null {
  if (text === 'never') return null;
  const days = /^(\d{1,4})d$/.exec(text)?.[1];
  const ms = days === undefined ? parseDuration(text) : Number(days) * 24 * 3_600_000;
  if (ms !== undefined && ms > 0) return ms;
  throw new InvalidArgumentError('write a time such as 90d or 12h, or never');
}

function day(iso: string | null): string {
  return iso === null ? 'never' : iso.slice(0, 10);
}

function createCommand(kit: CommandKit): Command {
  return remoteCommand('create', 'create a token of the control API; it is shown once')
    .requiredOption('--name <name>', 'what the audit says')
    .addOption(new Option('--role <role>', 'what it may do').choices([...roleSchema.options]).makeOptionMandatory())
    .addOption(
      new Option('--expires <time>', 'how long it is valid: 12h, 30d, never')
        .argParser(life)
        .default(NINETY_DAYS_MS, '90d'),
    )
    .action(({ name, role, expires, ...options }: CreateOptions) =>
      told(kit, options.json, async () => {
        const { body } = await clientOf(options, kit).call(createToken, { body: { name, role, expiresInMs: expires } });
        const { id, expiresAt } = body.resource;
        const note = `Token ${id} for ${name} (${role}), expires ${day(expiresAt)}. It is not shown again:`;
        print(kit, options, body, () => `${note}\n${body.token ?? ''}`);
      }),
    );
}

function listCommand(kit: CommandKit): Command {
  return remoteCommand('list', 'created tokens, without their secrets').action((options: RemoteOptions) =>
    told(kit, options.json, async () => {
      const { body } = await clientOf(options, kit).call(listTokens, { query: { limit: 1_000 } });
      print(kit, options, body.items, () => {
        const rows = body.items.map(({ id, name, role, createdAt, expiresAt, expired }) => [
          id,
          name,
          role,
          day(createdAt),
          `${day(expiresAt)}${expired ? ' (expired)' : ''}`,
        ]);
        return rows.length === 0 ? 'No created tokens.' : table(['ID', 'NAME', 'ROLE', 'CREATED', 'EXPIRES'], rows);
      });
    }),
  );
}

function revokeCommand(kit: CommandKit): Command {
  return remoteCommand('revoke', 'make a token invalid, at once')
    .argument('<id>', 'of keys list')
    .action((id: string, options: RemoteOptions) =>
      told(kit, options.json, async () => {
        const { body } = await clientOf(options, kit).call(revokeToken, { id });
        print(kit, options, body, () => `Token ${id} of ${body.resource.name} is revoked.`);
      }),
    );
}

/** `understudy keys`. */
export function keysCommand(kit: CommandKit): Command {
  const command = remoteCommand('keys', 'tokens of the control API').addHelpText('after', EXAMPLES);
  return command.addCommand(createCommand(kit)).addCommand(listCommand(kit)).addCommand(revokeCommand(kit));
}
