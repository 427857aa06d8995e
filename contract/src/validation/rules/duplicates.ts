import type { ConfigDocument } from '../../document/document.ts';
import { errorAt, warningAt, type Finding } from '../finding.ts';

interface Entry {
  readonly id: string;
  /** Path of the entry's id. */
  readonly path: string;
}

/** Entries whose key was seen before, each with the first that had it. */
function repeats(entries: readonly Entry[], key: (id: string) => string): { entry: Entry; first: Entry }[] {
  const seen = new Map<string, Entry>();
  return entries.flatMap((entry) => {
    const first = seen.get(key(entry.id));
    if (first === undefined) seen.set(key(entry.id), entry);
    return first === undefined ? [] : [{ entry, first }];
  });
}

function duplicateIds(kind: string, entries: readonly Entry[]): Finding[] {
  return repeats(entries, (id) => id).map(({ entry, first }) =>
    errorAt({
      code: `duplicate_${kind}`,
      path: entry.path,
      message: `${kind} ${entry.id} is already defined at ${first.path}`,
      fix: `Give one of them another id, or remove it.`,
    }),
  );
}

function caseOnly(models: readonly Entry[]): Finding[] {
  return repeats(models, (id) => id.toLowerCase())
    .filter(({ entry, first }) => entry.id !== first.id)
    .map(({ entry, first }) =>
      warningAt({
        code: 'model_case',
        path: entry.path,
        message: `models ${first.id} and ${entry.id} differ only by case`,
        fix: 'Rename one of them: applications will confuse them.',
      }),
    );
}

function sharedKeys(document: ConfigDocument): Finding[] {
  const clients = document.clients ?? [];
  const keys = clients.map((client, index) => ({ id: client.key, path: `clients[${index}].key`, client: client.id }));
  const named = new Map(keys.map((key) => [key.path, key.client]));
  return repeats(keys, (key) => key).map(({ entry, first }) =>
    warningAt({
      code: 'shared_client_key',
      path: entry.path,
      message: `clients ${named.get(first.path) ?? ''} and ${named.get(entry.path) ?? ''} have the same key`,
      fix: 'Give each client a key of its own: requests with a shared key count for the first one.',
    }),
  );
}

/** Ids that are given twice, model ids that differ only by case, clients that share a key. */
export function duplicateFindings(document: ConfigDocument): Finding[] {
  const entries = (list: 'providers' | 'models' | 'clients'): Entry[] =>
    (document[list] ?? []).map(({ id }, index) => ({ id, path: `${list}[${index}].id` }));
  const chains = document.chains.map(({ model }, index) => ({ id: model, path: `chains[${index}].model` }));
  return [
    ...duplicateIds('provider', entries('providers')),
    ...duplicateIds('model', entries('models')),
    ...duplicateIds('client', entries('clients')),
    ...duplicateIds('chain', chains).map((finding) => ({
      ...finding,
      fix: 'Keep one chain for each model: join their fallbacks, or remove one.',
    })),
    ...caseOnly(entries('models')),
    ...sharedKeys(document),
  ];
}
