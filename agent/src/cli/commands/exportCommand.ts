import { writeFile } from 'node:fs/promises';
import { getConfig } from '@understudy/contract';
import { Option, type Command } from 'commander';
import { stringify } from 'yaml';
import { clientOf, remoteCommand, told, type CommandKit, type RemoteOptions } from '../commandKit.ts';

interface ExportOptions extends RemoteOptions {
  readonly output?: string;
  readonly format: 'yaml' | 'json';
}

const EXAMPLES = `
Examples:
  $ understudy export > understudy.yaml
  $ understudy export --format json -o understudy.json

Secrets that are not references read as { set: true }; applied again they keep what is stored.`;

/** `understudy export`. */
export function exportCommand(kit: CommandKit): Command {
  return remoteCommand('export', 'print the configuration in force as a file that apply takes')
    .option('-o, --output <file>', 'write to this file instead of the terminal')
    .addOption(new Option('--format <format>', 'form of the file').choices(['yaml', 'json']).default('yaml'))
    .addHelpText('after', EXAMPLES)
    .action((options: ExportOptions) =>
      told(kit, options.json, async () => {
        const { body } = await clientOf(options, kit).call(getConfig);
        const json = options.json === true || options.format === 'json';
        const text = json ? `${JSON.stringify(body, null, 2)}\n` : stringify(body);
        if (options.output === undefined) kit.terminal.out(text.trimEnd());
        else await writeFile(options.output, text);
      }),
    );
}
