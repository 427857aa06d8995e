import { diffRevision, listRevisions, type RevisionSummary } from '@understudy/contract';
import { InvalidArgumentError, type Command } from 'commander';
import { renderDiff } from '../../store/index.ts';
import { clientOf, print, remoteCommand, told, type CommandKit, type RemoteOptions } from '../commandKit.ts';
import { table } from '../render/table.ts';

interface ListOptions extends RemoteOptions {
  readonly limit: number;
}

interface DiffOptions extends RemoteOptions {
  readonly against?: number;
}

const EXAMPLES = `
Examples:
  $ understudy revisions --limit 20
  $ understudy revisions diff 42
  $ understudy revisions diff 42 --against 40`;

/** A revision number on the command line. */
export function revisionNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 1_000_000_000) return value;
  throw new InvalidArgumentError('write the number of a revision');
}

function limit(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1_000) return value;
  throw new InvalidArgumentError('write a number from 1 to 1000');
}

function render(revisions: readonly RevisionSummary[]): string {
  if (revisions.length === 0) return 'No revisions yet.';
  const rows = revisions.map(({ revision, at, author, changes, reason }) => [
    revision,
    at.slice(0, 19).replace('T', ' '),
    author,
    changes ?? '-',
    reason ?? '',
  ]);
  return table(['REVISION', 'TIME (UTC)', 'AUTHOR', 'CHANGES', 'REASON'], rows);
}

/** `understudy revisions` and `understudy revisions diff`. */
export function revisionsCommand(kit: CommandKit): Command {
  const diff = remoteCommand('diff', 'what a revision changed')
    .argument('<revision>', 'its number', revisionNumber)
    .option('--against <revision>', 'compare with this one; default the one before', revisionNumber)
    .action((revision: number, options: DiffOptions) =>
      told(kit, options.json, async () => {
        const query = { against: options.against };
        const { body } = await clientOf(options, kit).call(diffRevision, { id: String(revision), query });
        print(kit, options, body, () => (body.diff.length === 0 ? 'No differences.' : renderDiff(body.diff)));
      }),
    );
  return remoteCommand('revisions', 'the configuration over time: who changed what, when and why')
    .option('--limit <n>', 'how many, newest first', limit, 20)
    .addHelpText('after', EXAMPLES)
    .addCommand(diff)
    .action((options: ListOptions) =>
      told(kit, options.json, async () => {
        const { body } = await clientOf(options, kit).call(listRevisions, { query: { limit: options.limit } });
        print(kit, options, body.items, () => render(body.items));
      }),
    );
}
