import { getChain, listChains, putChain, type Chain } from '@understudy/contract';
import type { Command } from 'commander';
import { ConfigurationError, loadFile, renderDiff } from '../../store/index.ts';
import { ApiFailure } from '../api/apiFailure.ts';
import { clientOf, print, remoteCommand, told, type CommandKit, type RemoteOptions } from '../commandKit.ts';
import { renderFindings } from '../renderFindings.ts';
import { table } from '../render/table.ts';

interface ChainsOptions extends RemoteOptions {
  readonly file?: string;
  readonly search?: string;
}

interface SetOptions extends RemoteOptions {
  readonly dryRun?: boolean;
  readonly reason?: string;
}

const EXAMPLES = `
Examples:
  $ understudy chains                                  # all of the agent, with what each would use now
  $ understudy chains --file understudy.yaml           # of a file, without an agent
  $ understudy chains set gpt-4o claude-sonnet llama3 --reason "gpt-4o is slow" --dry-run`;

type ListedChain = Chain & { readonly status?: { readonly label: string } | undefined };

function render(chains: readonly ListedChain[]): string {
  if (chains.length === 0) return 'No chains: every model is called alone.';
  const rows = chains.map((chain) => [
    chain.model,
    chain.fallbacks.join(' > ') || '-',
    chain.enabled === false ? 'disabled' : (chain.status?.label ?? '-'),
  ]);
  return table(['MODEL', 'FALLBACKS', 'ACTIVE'], rows);
}

async function chainsOf(options: ChainsOptions, kit: CommandKit): Promise<readonly ListedChain[]> {
  if (options.file === undefined) {
    const query = { limit: 1_000, search: options.search };
    return (await clientOf(options, kit).call(listChains, { query })).body.items;
  }
  const loaded = await loadFile(options.file);
  if ('findings' in loaded) throw new ConfigurationError(loaded.findings, options.file);
  const { search = '' } = options;
  return loaded.document.chains.filter(({ model, fallbacks }) =>
    [model, ...fallbacks].some((id) => id.includes(search)),
  );
}

/** The chain with its ETag; empty where the model has none yet. */
async function currentOf(client: ReturnType<typeof clientOf>, model: string) {
  try {
    const { body, etag } = await client.call(getChain, { id: model });
    return { chain: body, ...(etag === null ? {} : { ifMatch: etag }) };
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return { chain: {} };
    throw error;
  }
}

function setCommand(kit: CommandKit): Command {
  return remoteCommand('set', "replace a model's fallbacks; other settings of its chain stay")
    .argument('<model>', 'the model that applications ask for')
    .argument('<fallbacks...>', 'models in the order in which they are tried')
    .option('--dry-run', 'store nothing, show what would change')
    .option('--reason <text>', 'kept with the revision and in the audit')
    .action((model: string, fallbacks: string[], options: SetOptions) =>
      told(kit, options.json, async () => {
        const client = clientOf(options, kit);
        const { chain, ...match } = await currentOf(client, model);
        const { body } = await client.call(putChain, {
          id: model,
          body: { ...chain, fallbacks },
          query: { dryRun: options.dryRun },
          ...match,
          reason: options.reason,
        });
        if (body.findings.length > 0 && options.json !== true) kit.terminal.err(renderFindings(body.findings));
        print(kit, options, body, () => {
          const verdict = body.dryRun ? 'Nothing was stored (dry run).' : `Revision ${body.revision} is in force.`;
          return body.diff.length === 0 ? 'Nothing to change.' : `${renderDiff(body.diff)}\n${verdict}`;
        });
      }),
    );
}

/** `understudy chains` and `understudy chains set`. */
export function chainsCommand(kit: CommandKit): Command {
  return remoteCommand('chains', 'list chains with their active step')
    .option('--file <file>', 'of this file instead of an agent')
    .option('--search <text>', 'only chains with a model id that holds this')
    .addHelpText('after', EXAMPLES)
    .addCommand(setCommand(kit))
    .action((options: ChainsOptions) =>
      told(kit, options.json, async () => {
        const chains = await chainsOf(options, kit);
        print(kit, options, chains, () => render(chains));
      }),
    );
}
