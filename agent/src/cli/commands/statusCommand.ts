import { getStatus, type AgentStatus } from '@understudy/contract';
import { InvalidArgumentError, type Command } from 'commander';
import {
  clientOf,
  EXIT_FAILED,
  print,
  remoteCommand,
  told,
  type CommandKit,
  type RemoteOptions,
} from '../commandKit.ts';
import { renderStatus } from '../render/renderStatus.ts';

interface StatusOptions extends RemoteOptions {
  readonly watch?: true | number;
}

const DEFAULT_WATCH_S = 2;
const CLEAR = '\u001b[2J\u001b[H';

const EXAMPLES = `
Examples:
  $ understudy status
  $ understudy status --watch 5
  $ understudy status --json | jq '.chains[] | select(.activeStep.position != 0)'

Exits 1 while nothing of some chain may be called.`;

function seconds(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 3_600) return value;
  throw new InvalidArgumentError('write seconds from 0.1 to 3600');
}

async function watch(options: StatusOptions, kit: CommandKit, read: () => Promise<AgentStatus>): Promise<void> {
  const pause = (options.watch === true ? DEFAULT_WATCH_S : (options.watch ?? DEFAULT_WATCH_S)) * 1_000;
  for (;;) {
    const status = await read();
    kit.terminal.out(options.json === true ? JSON.stringify(status) : `${CLEAR}${renderStatus(status)}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** `understudy status`. */
export function statusCommand(kit: CommandKit): Command {
  return remoteCommand('status', 'what each chain would use now, breakers, providers')
    .option(
      '-w, --watch [seconds]',
      `show it again every so often (default ${DEFAULT_WATCH_S} s) until Ctrl-C`,
      seconds,
    )
    .addHelpText('after', EXAMPLES)
    .action((options: StatusOptions) =>
      told(kit, options.json, async () => {
        const client = clientOf(options, kit);
        const read = async (): Promise<AgentStatus> => (await client.call(getStatus, { query: { limit: 1_000 } })).body;
        if (options.watch !== undefined) return watch(options, kit, read);
        const status = await read();
        print(kit, options, status, () => renderStatus(status));
        kit.terminal.exitCode(status.chainCounts.failed > 0 ? EXIT_FAILED : 0);
      }),
    );
}
