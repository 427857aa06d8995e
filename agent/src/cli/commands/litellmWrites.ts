import {
  applyLitellm,
  litellmEventSchema,
  rollbackLitellm,
  type LitellmEvent,
  type LitellmSync,
} from '@understudy/contract';
import type { Command } from 'commander';
import { ApiFailure } from '../api/apiFailure.ts';
import { readEvents } from '../api/readEvents.ts';
import { clientOf, EXIT_FAILED, remoteCommand, told, type CommandKit, type RemoteOptions } from '../commandKit.ts';
import { renderLitellmEnd, renderLitellmEvent, renderLitellmFindings } from '../render/renderLitellm.ts';

interface WriteOptions extends RemoteOptions {
  readonly verify?: boolean;
  readonly sha256?: string;
  readonly reason?: string;
}

const EXAMPLES = `
The steps are lock, read, preflight, diff, backup, write, reload, ready, verify. Where one from write on fails, the file is put
back byte for byte and the proxy is reloaded again. Exits 0 if the file is in force, 1 if not. Ctrl-C does not stop it.`;

async function follow(response: Response, onEvent: (event: LitellmEvent) => void): Promise<LitellmSync> {
  for await (const data of readEvents(response)) {
    const event = litellmEventSchema.parse(JSON.parse(data));
    onEvent(event);
    if (event.type === 'done') return event.sync;
  }
  throw new ApiFailure(0, 'the connection to the agent broke; it goes on: see understudy litellm status');
}

async function run(kit: CommandKit, options: WriteOptions, send: () => Promise<Response>): Promise<void> {
  const sync = await follow(await send(), (event) => {
    const line = options.json === true ? JSON.stringify(event) : renderLitellmEvent(event);
    if (line !== null) kit.terminal.out(line);
  });
  if (options.json !== true) {
    if (sync.findings.length > 0) kit.terminal.err(renderLitellmFindings(sync.findings));
    kit.terminal.out(renderLitellmEnd(sync));
  }
  kit.terminal.exitCode(sync.outcome === 'applied' || sync.outcome === 'unchanged' ? 0 : EXIT_FAILED);
}

/** `understudy litellm apply`. */
export function litellmApplyCommand(kit: CommandKit): Command {
  return remoteCommand('apply', 'write the file, reload the proxy, prove the changed chains')
    .option('--no-verify', 'do not prove the changed chains through the proxy')
    .option('--sha256 <hash>', 'only if the file is still the one of this diff')
    .option('--reason <text>', 'kept in the audit')
    .addHelpText('after', EXAMPLES)
    .action((options: WriteOptions) =>
      told(kit, options.json, async () => {
        const { verify, sha256, reason } = options;
        const body = { verify, ...(sha256 === undefined ? {} : { sha256 }) };
        await run(kit, options, () => clientOf(options, kit).send(applyLitellm, { body, reason }, 'text/event-stream'));
      }),
    );
}

/** `understudy litellm rollback [backup]`. */
export function litellmRollbackCommand(kit: CommandKit): Command {
  return remoteCommand('rollback', 'put a backup in force again; default: the newest that says something else')
    .argument('[backup]', 'its name, from understudy litellm backups')
    .option('--reason <text>', 'kept in the audit')
    .action((backup: string | undefined, options: WriteOptions) =>
      told(kit, options.json, async () => {
        const body = backup === undefined ? {} : { backup };
        const { reason } = options;
        await run(kit, options, () =>
          clientOf(options, kit).send(rollbackLitellm, { body, reason }, 'text/event-stream'),
        );
      }),
    );
}
