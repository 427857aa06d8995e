import type { ConfigDocument, Provider } from '@understudy/contract';
import { agentVersion, checkListeners, type StartOptions } from '../cli/index.ts';
import { Core, hasUsableCredential, History, openAdministration } from '../core/index.ts';
import { proofTimes } from '../drills/index.ts';
import type { Litellm } from '../litellm/index.ts';
import {
  ConfigurationError,
  createSecretResolver,
  isExpired,
  openConfigSource,
  openDrillStore,
  readMasterKeys,
  RedisCircuits,
} from '../store/index.ts';
import { createRequestLog, type LogSink } from '../telemetry/index.ts';
import { createDrills } from './createDrills.ts';
import { followConfiguration } from './followConfiguration.ts';
import type { Opened } from './opened.ts';
import { openLitellm } from './openLitellm.ts';
import { openStores } from './openStores.ts';
import { openTracing } from './openTracing.ts';
import type { Parts } from './parts.ts';
import { StoreProblems } from './storeProblems.ts';

type Kept = Pick<
  Parts,
  'store' | 'tokenStore' | 'storeState' | 'link' | 'masterKey' | 'oldMasterKey' | 'hasCredential'
>;

/** The configuration that the agent starts with. @throws ConfigurationError where it, or a listener, is refused */
async function openSource(options: StartOptions, kept: Kept, { logger }: LogSink): Promise<Parts['source']> {
  const { tokenStore } = kept;
  // Tokens that have expired leave the control plane closed, not open; a start without one that is valid is a mistake.
  const rules = (document: ConfigDocument) => checkListeners(options, document, tokenStore.list().length > 0);
  const notify = (text: string): void => void process.stderr.write(`${text}\n`);
  const { source, warnings } = await openConfigSource({ ...options, ...kept, rules, notify });
  const hasValidToken = tokenStore.list().some((token) => !isExpired(token, Date.now()));
  const refusals = checkListeners(options, source.current().document, hasValidToken);
  if (refusals.length > 0) {
    await source.close();
    throw new ConfigurationError(refusals);
  }
  for (const { path, message } of warnings) logger.warn({ event: 'configuration', path }, message);
  return source;
}

/** Opens everything that an agent needs before it listens; `opened` knows what has to be closed where a part refuses. */
export async function openParts(options: StartOptions, log: LogSink, opened: Opened): Promise<Parts> {
  const { masterKey, oldMasterKey } = readMasterKeys(options);
  const { dataDir, pricesUrl } = options;
  const tell = (message: string): void => log.logger.warn({ event: 'store' }, message);
  const problems = new StoreProblems(tell);
  const stores = await openStores(options, problems, log, opened);
  const { store, storeState, sharedAudit, ...others } = stores;
  const resolve = createSecretResolver({ env: process.env, masterKey, oldMasterKey });
  const hasCredential = (provider: Provider): boolean => hasUsableCredential(provider, resolve);
  const kept = { store, storeState, ...others, masterKey, oldMasterKey, hasCredential };
  const source = opened.keep('the configuration', await openSource(options, kept, log));
  const onDrillProblem = (message: string): void => problems.note(message, 'drills');
  const drillStore = opened.keep('the drills', await openDrillStore({ dataDir, onProblem: onDrillProblem }));
  const administration = opened.keep(
    'the administration',
    await openAdministration({
      ...{ dataDir, store, pricesUrl, now: Date.now, onProblem: problems.note },
      auditLog: sharedAudit,
    }),
  );
  let litellm: Litellm | null = null;
  let running: Core | null = null;
  const tracing = await openTracing(options, log, () => running);
  const core = opened.keep(
    'the core',
    new Core({
      circuits: kept.link === null ? null : new RedisCircuits({ link: kept.link, instance: options.instance }),
      config: source.current(),
      resolve,
      group: options.group,
      version: agentVersion(),
      revision: process.env['UNDERSTUDY_REVISION'] ?? 'none',
      nodeMetrics: true,
      pricesUpdatedAt: administration.pricesUpdatedAt,
      drillProofs: () => proofTimes(drillStore),
      litellm: () => litellm?.gauges() ?? null,
      store: storeState,
      tracing,
      exemplars: options.telemetry.exemplars,
      genaiMetrics: options.telemetry.genaiMetrics,
    }),
  );
  running = core;
  problems.countWith((op) => core.metrics.storeFailed(op));
  core.listen(createRequestLog(log.requests));
  followConfiguration(options, { source, core, log, administration });
  const history = opened.keep('the history', await History.open({ dataDir, core, onProblem: tell }));
  history.follow(source, store);
  litellm = await openLitellm(options, { core, source, log, resolve });
  if (litellm !== null) opened.keep('LiteLLM', litellm);
  const drills = opened.keep('the drills', createDrills(options, { core, history }, drillStore, log));
  return { ...kept, administration, core, history, drills, litellm, source, log, tracing };
}
