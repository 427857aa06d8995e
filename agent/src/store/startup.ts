import { diffDocuments, errorAt, hasErrors, type ConfigDocument, type Finding } from '@understudy/contract';
import type { ConfigSource } from './configSource.ts';
import type { StoredRevision } from './configStore.ts';
import { ConfigurationError, refusal } from './configurationError.ts';
import { documentHash } from './documentHash.ts';
import { loadForStore, writeFromFile } from './fileToStore.ts';
import type { LoadedFile } from './loadFile.ts';
import { renderDiff } from './renderDiff.ts';
import type { StartupOptions } from './startupOptions.ts';
import { storedFindings, StoreSource } from './storeSource.ts';
import { StoreUnavailableError } from './storeUnavailable.ts';

function tellDifference(
  document: ConfigDocument,
  current: StoredRevision,
  path: string,
  notify: StartupOptions['notify'],
): void {
  notify(
    [
      `${path} differs from revision ${current.revision} of the store (${current.at}, by ${current.author}):`,
      renderDiff(diffDocuments(current.document, document)),
      `In force: revision ${current.revision} of the store; ${path} is not applied.`,
      `To apply the file: understudy apply -f ${path}, or start with --config-wins (as a new revision) or --managed (the file is the truth from now on).`,
    ].join('\n'),
  );
}

/** Agents that start at once over one store; each of them can be overtaken by each other one. */
const MAX_OVERTAKEN = 100;

type Loaded = Exclude<LoadedFile, { readonly findings: readonly Finding[] }>;

/** A configuration to go on with, and its warnings. */
interface Started {
  readonly warnings: Finding[];
  /** The file's document, while a store that is away may hold another. */
  readonly provisional?: ConfigDocument;
}

/** What the file means for the store: seed, apply, or tell that it differs. */
async function applyAtStart(path: string, options: StartupOptions): Promise<Started> {
  try {
    for (let overtaken = 0; overtaken < MAX_OVERTAKEN; overtaken++) {
      const started = await tryAtStart(path, options);
      if (started !== null) return started;
    }
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw refusal('store_unavailable', '--store', error.message, error.fix);
    throw error;
  }
  throw refusal('store_busy', path, 'the store is written to without a pause', 'Start the agent again.');
}

/** A store that is away cannot be written to: what is known of it is in force, or, where that is nothing, the file. */
function startWhileAway(loaded: Loaded, path: string, options: StartupOptions): Started {
  const { store, notify } = options;
  const { outage, address } = store.state();
  const current = store.current();
  const away = `${address} is away (${outage?.problem})`;
  if (current === undefined) {
    notify(`${away}: ${path} is in force until it comes and says otherwise.`);
    return { warnings: loaded.warnings, provisional: loaded.document };
  }
  notify(`${away}: revision ${current.revision}, as this agent last knew it, is in force; ${path} is not applied.`);
  return { warnings: storedWarnings(current, options) };
}

/** @returns null where another process wrote first */
async function tryAtStart(path: string, options: StartupOptions): Promise<Started | null> {
  const { store, notify } = options;
  const loaded = await loadForStore(path, options);
  if ('findings' in loaded) throw new ConfigurationError(loaded.findings, path);
  const current = store.current();
  const { document, warnings } = loaded;
  if (current !== undefined && documentHash(document) === current.hash) return { warnings };
  if (store.state().outage !== null) return startWhileAway(loaded, path, options);
  if (current === undefined) return (await writeFromFile(store, document, path, 'First start')) ? { warnings } : null;
  if (options.managed === true || options.configWins === true) {
    notify(`Applying ${path}:\n${renderDiff(diffDocuments(current.document, document))}`);
    const reason = options.managed === true ? 'Managed file' : '--config-wins';
    return (await writeFromFile(store, document, path, reason)) ? { warnings } : null;
  }
  tellDifference(document, current, path, notify);
  return { warnings: storedWarnings(current, options) };
}

/** A start without `--config`: what the store holds, were it nothing. */
function startFromStore(options: StartupOptions): Started {
  const current = options.store.current();
  const { outage, address } = options.store.state();
  if (current !== undefined) return { warnings: storedWarnings(current, options) };
  if (outage === null) return { warnings: [] };
  const message = `${address} is away (${outage.problem}), and this data folder knows no revision of the group`;
  throw refusal('store_unavailable', '--store', message, 'Bring it back, or name a file to start with: --config FILE.');
}

/** @throws ConfigurationError where the document cannot be put in force here */
function storedWarnings({ document }: StoredRevision, options: StartupOptions): Finding[] {
  const findings = storedFindings(document, options);
  if (hasErrors(findings)) throw new ConfigurationError(findings);
  return findings;
}

/**
 * "Starting" of configuration.md: `--config` seeds an empty store; where the store holds another document the store is in
 * force and the difference is told, unless `--config-wins` or `--managed` says otherwise.
 * @returns the source and the warnings of the document in force
 * @throws ConfigurationError with every error; nothing was written then
 */
export async function openConfigSource(
  options: StartupOptions,
): Promise<{ source: ConfigSource; warnings: Finding[] }> {
  const { config, managed } = options;
  if (managed === true && config === undefined) {
    const text = { code: 'managed_without_config', path: '--managed', message: '--managed needs a file' };
    throw new ConfigurationError([errorAt({ ...text, fix: 'Name it with --config FILE.' })]);
  }
  const started = config === undefined ? startFromStore(options) : await applyAtStart(config, options);
  const source = new StoreSource(options, started.provisional);
  if (managed === true && config !== undefined) await source.watch(config);
  return { source, warnings: started.warnings };
}
