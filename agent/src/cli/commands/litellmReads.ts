import { readFile } from 'node:fs/promises';
import {
  diffLitellm,
  getLitellmStatus,
  listLitellmBackups,
  renderLitellm,
  type LitellmFinding,
} from '@understudy/contract';
import type { Command } from 'commander';
import { isRefused, renderConfig } from '../../litellm/index.ts';
import { ConfigurationError, loadFile, refusal } from '../../store/index.ts';
import {
  clientOf,
  EXIT_FAILED,
  print,
  remoteCommand,
  told,
  type CommandKit,
  type RemoteOptions,
} from '../commandKit.ts';
import { renderLitellmFindings, renderLitellmStatus } from '../render/renderLitellm.ts';
import { table } from '../render/table.ts';
import { EXIT_BAD_CONFIGURATION } from '../terminal.ts';

interface RenderOptions extends RemoteOptions {
  readonly file?: string;
  readonly over?: string;
}

async function textOf(path: string, flag: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw refusal('unreadable', flag, `${path} cannot be read (${code})`, 'Name a readable file.');
  }
}

function tellFindings(findings: readonly LitellmFinding[], options: RemoteOptions, kit: CommandKit): void {
  if (findings.length > 0 && options.json !== true) kit.terminal.err(renderLitellmFindings(findings));
  if (isRefused(findings)) kit.terminal.exitCode(EXIT_BAD_CONFIGURATION);
}

async function renderFile(file: string, over: string | undefined) {
  const loaded = await loadFile(file);
  if ('findings' in loaded) throw new ConfigurationError(loaded.findings, file);
  const { text, findings } = renderConfig(loaded.document, over === undefined ? '' : await textOf(over, '--over'));
  return { yaml: text ?? '', findings };
}

/** `understudy litellm render`. */
export function litellmRenderCommand(kit: CommandKit): Command {
  return remoteCommand(
    'render',
    "print LiteLLM's file as an apply would write it; literal secrets of an agent's file read as ***",
  )
    .option('-f, --file <file>', 'of this configuration, without an agent')
    .option('--over <file>', 'with -f: keep what this file of LiteLLM holds beside our own keys')
    .action((options: RenderOptions) =>
      told(kit, options.json, async () => {
        const rendered =
          options.file === undefined
            ? (await clientOf(options, kit).call(renderLitellm)).body
            : await renderFile(options.file, options.over);
        tellFindings(rendered.findings, options, kit);
        print(kit, options, rendered, () => rendered.yaml.trimEnd());
      }),
    );
}

/** `understudy litellm diff`. */
export function litellmDiffCommand(kit: CommandKit): Command {
  return remoteCommand(
    'diff',
    "what an apply would change in the agent's file; exits 1 where there is something",
  ).action((options: RemoteOptions) =>
    told(kit, options.json, async () => {
      const { body } = await clientOf(options, kit).call(diffLitellm);
      print(kit, options, body, () => (body.different ? body.diff.trimEnd() : 'No differences.'));
      kit.terminal.exitCode(body.different ? EXIT_FAILED : 0);
      tellFindings(body.findings, options, kit);
    }),
  );
}

/** `understudy litellm backups`. */
export function litellmBackupsCommand(kit: CommandKit): Command {
  return remoteCommand('backups', 'copies of the file that were made before writes, newest first').action(
    (options: RemoteOptions) =>
      told(kit, options.json, async () => {
        const { body } = await clientOf(options, kit).call(listLitellmBackups);
        print(kit, options, body, () => {
          const rows = body.items.map(({ id, bytes, current }) => [id, bytes, current ? 'as the file' : '']);
          return rows.length === 0 ? 'No backups.' : table(['BACKUP', 'BYTES', ''], rows);
        });
      }),
  );
}

/** `understudy litellm status`. */
export function litellmStatusCommand(kit: CommandKit): Command {
  return remoteCommand('status', 'file, proxy, drift and the last write').action((options: RemoteOptions) =>
    told(kit, options.json, async () => {
      const { body } = await clientOf(options, kit).call(getLitellmStatus);
      print(kit, options, body, () => renderLitellmStatus(body));
    }),
  );
}
