#!/usr/bin/env node
import type { Provider } from '@understudy/contract';
import { agentVersion, checkListeners, listen, runProgram, type StartOptions } from './cli/index.ts';
import {
  controlApp,
  controlServer,
  createApi,
  standingUrlFindings,
  startPriceSchedule,
  openTokens,
  type ControlTokens,
  type PriceSync,
} from './control/index.ts';
import {
  activeStepOf,
  Core,
  hasUsableCredential,
  History,
  openAdministration,
  ProviderTotals,
  registryStatus,
  type Administration,
} from './core/index.ts';
import { proofTimes, startDrills, syntheticOutcome, type DrillService } from './drills/index.ts';
import { DataPlane, onShutdown } from './proxy/index.ts';
import { readTraits } from './dialects/index.ts';
import {
  ConfigurationError,
  createSecretResolver,
  openConfigSource,
  openDrillStore,
  openFileStore,
  readMasterKeys,
  type ConfigSource,
  type ConfigStore,
  type DrillStore,
  type MasterKey,
} from './store/index.ts';
import { createLogger, createRequestLog, type LogSink } from './telemetry/index.ts';

const MEBIBYTE = 1024 * 1024;
const HOUR_MS = 3_600_000;
const HEADERS_TIMEOUT_MS = 10_000;

type Following = Pick<Parts, 'source' | 'core' | 'log' | 'administration'>;

/** What is told of a configuration whenever one comes into force, beside its own warnings. */
function tellStanding({ allowMetadataAddresses }: StartOptions, core: Core, { logger }: LogSink): void {
  for (const problem of core.problems) logger.warn({ event: 'configuration' }, problem);
  for (const { path, message } of standingUrlFindings(core.document, { allowMetadata: allowMetadataAddresses })) {
    logger.warn({ event: 'configuration', path }, message);
  }
}

function followConfiguration(options: StartOptions, { source, core, log, administration }: Following): void {
  const { logger } = log;
  tellStanding(options, core, log);
  source.onChange((change) => {
    if (change.kind === 'refused') {
      core.metrics.configurationRefused();
      administration.noteRefused(change);
      const findings = change.findings.map(({ path, message, fix }) => ({ path, message, fix }));
      logger.error(
        { event: 'configuration', findings },
        'the new configuration was refused; the one before stays in force',
      );
      return;
    }
    core.apply(change.current);
    logger.info({ event: 'configuration', revision: change.current.revision }, 'configuration in force');
    for (const { path, message } of change.warnings) logger.warn({ event: 'configuration', path }, message);
    tellStanding(options, core, log);
  });
}

function createDataPlane(core: Core, options: StartOptions, { logger }: LogSink): DataPlane {
  return new DataPlane({
    engine: core.engine,
    readTraits,
    clients: () => core.clients,
    models: () => core.models,
    maxBodyBytes: options.maxBodyMb * MEBIBYTE,
    headersTimeoutMs: HEADERS_TIMEOUT_MS,
    requestTimeoutMs: options.requestTimeoutMs,
    allowAnonymous: options.allowAnonymous,
    onBug: (error) => logger.error({ err: error }, 'a request failed by a mistake of the agent'),
  });
}

/** Drills run on an engine of their own: of the agent's metrics they move their own alone. */
function createDrills(
  options: StartOptions,
  { core, history }: Pick<Parts, 'core' | 'history'>,
  store: DrillStore,
  { logger }: LogSink,
): DrillService {
  const { drillEveryMs: everyMs, drillFailure: failure } = options;
  return startDrills({
    caller: core.caller,
    estimator: core.estimator,
    clock: core.clock,
    random: Math.random,
    readTraits,
    store,
    snapshot: () => core.engine.snapshot,
    document: () => core.document,
    schedule: everyMs === undefined ? null : { everyMs, failure },
    activePosition: (model) => activeStepOf(core.engine, model)?.position ?? -1,
    listeners: [
      ({ model, failure, outcome }) => core.metrics.drilled({ model, failure, outcome: syntheticOutcome(outcome) }),
      (drill) => history.noteDrill(drill),
    ],
    onBug: (error) => logger.error({ err: error }, 'a scheduled drill failed by a mistake of the agent'),
  });
}

/** Opens everything that a start needs; what was opened is closed again where a later part refuses. */
async function start(options: StartOptions): Promise<void> {
  const { masterKey, oldMasterKey } = readMasterKeys(options);
  let dropped: () => void = () => undefined;
  const log = createLogger({ level: options.logLevel, onDropped: () => dropped() });
  const store = await openFileStore({
    dataDir: options.dataDir,
    onProblem: (message) => log.logger.warn({ event: 'store' }, message),
  });
  try {
    const resolve = createSecretResolver({ env: process.env, masterKey, oldMasterKey });
    const hasCredential = (provider: Provider): boolean => hasUsableCredential(provider, resolve);
    const notify = (text: string): void => void process.stderr.write(`${text}\n`);
    const { source, warnings } = await openConfigSource({ ...options, store, masterKey, hasCredential, notify });
    const refusals = checkListeners(options, source.current().document);
    if (refusals.length > 0) throw new ConfigurationError(refusals);
    for (const { path, message } of warnings) log.logger.warn({ event: 'configuration', path }, message);
    const { dataDir } = options;
    const onProblem = (message: string): void => log.logger.warn({ event: 'store' }, message);
    const drillStore = await openDrillStore({ dataDir, onProblem });
    const { pricesUrl } = options;
    const administration = await openAdministration({ dataDir, store, pricesUrl, now: Date.now, onProblem });
    const core = new Core({
      config: source.current(),
      resolve,
      group: options.group,
      version: agentVersion(),
      revision: process.env['UNDERSTUDY_REVISION'] ?? 'none',
      nodeMetrics: true,
      pricesUpdatedAt: administration.pricesUpdatedAt,
      drillProofs: () => proofTimes(drillStore),
    });
    dropped = () => core.metrics.eventsDropped('log');
    core.engine.listen(createRequestLog(log.requests));
    followConfiguration(options, { source, core, log, administration });
    const history = await History.open({ dataDir, core, onProblem });
    history.follow(source, store);
    const drills = createDrills(options, { core, history }, drillStore, log);
    try {
      await serve(options, {
        core,
        history,
        administration,
        drills,
        source,
        store,
        log,
        masterKey,
        oldMasterKey,
        hasCredential,
      });
    } catch (error) {
      await drills.close();
      throw error;
    }
  } catch (error) {
    await store.close();
    throw error;
  }
}

interface Parts {
  readonly administration: Administration;
  readonly core: Core;
  readonly history: History;
  readonly drills: DrillService;
  readonly source: ConfigSource;
  readonly store: ConfigStore;
  readonly log: LogSink;
  readonly masterKey: MasterKey | undefined;
  readonly oldMasterKey: MasterKey | undefined;
  readonly hasCredential: (provider: Provider) => boolean;
}

function createControlApi(
  options: StartOptions,
  parts: Parts,
  tokens: ControlTokens,
  notReady: () => string | null,
): ReturnType<typeof createApi> {
  const { core, history, administration, drills, source, store, masterKey, oldMasterKey, hasCredential } = parts;
  const { auditLog, prices } = administration;
  const totals = new ProviderTotals(core.statistics, Date.now);
  const activeStep = (model: string) => activeStepOf(core.engine, model);
  return createApi({
    tokens,
    rates: options.rates,
    masterKeys: { masterKey, oldMasterKey },
    audit: ({ changes = [], ...note }) => auditLog.add({ ...note, changes: [...changes] }),
    auditLog,
    prices,
    registry: registryStatus({
      engine: core.engine,
      hasAccount: (id) => core.hasAccount(id),
      recent: (id) => history.attempts.counts(id),
      today: () => totals.read(core.document),
    }),
    editor: {
      store,
      managed: source.managed,
      masterKey,
      references: { allowedEnv: options.allowedEnv, secretsDir: options.secretsDir },
      urls: { allowMetadata: options.allowMetadataAddresses },
      hasCredential,
    },
    activeStep,
    drills: drills.drills,
    reading: { ...parts, ...drills, notReady, activeStep, group: options.group, version: agentVersion() },
    now: () => new Date().toISOString(),
  });
}

/** `--prices-sync-hours`, not under `--managed`: the file is the truth then. */
function scheduleSync(options: StartOptions, sync: PriceSync, { logger }: LogSink): () => void {
  if (options.pricesSyncHours === undefined || options.managed) return () => undefined;
  return startPriceSchedule(sync, {
    everyMs: options.pricesSyncHours * HOUR_MS,
    onDone: (models, revision) => logger.info({ event: 'prices', models, revision }, 'prices were synced'),
    onProblem: (err) => logger.warn({ event: 'prices', err }, 'prices could not be synced'),
  });
}

async function serve(options: StartOptions, parts: Parts): Promise<void> {
  const { core, history, administration, drills, source, store, log } = parts;
  const tokens = await openTokens({
    ...options,
    onProblem: (problem) => log.logger.error({ event: 'tokens' }, `${problem}; the tokens from before stay valid`),
    onReload: () => log.logger.info({ event: 'tokens' }, 'tokens were read again'),
  });
  const plane = createDataPlane(core, options, log);
  let notReady: string | null = 'the agent is starting';
  const api = createControlApi(options, parts, tokens, () => notReady);
  const endSchedule = scheduleSync(options, api.priceSync, log);
  const control = controlServer(
    controlApp({
      notReady: () => notReady,
      metrics: async () => ({ text: await core.metrics.text(), contentType: core.metrics.contentType }),
      unauthenticated: () => !tokens.directory.configured,
      api,
      version: agentVersion(),
      onBug: (error) => log.logger.error({ err: error }, 'the control plane failed by a mistake of the agent'),
    }),
  );
  const data = await listen(plane.server, '--proxy', options.proxy);
  const admin = await listen(control, '--control', options.control).catch(async (error: unknown) => {
    plane.server.close();
    throw error;
  });
  notReady = null;
  process.on('SIGHUP', () => {
    administration.noteReload();
    tokens.reload();
    void source.reload();
  });
  onShutdown({
    begin: () => {
      notReady = 'the agent is draining';
      plane.drain();
      void drills.close();
    },
    server: plane.server,
    drainMs: options.drainMs,
    end: async () => {
      endSchedule();
      tokens.close();
      // Before connections go: whoever follows a drill is told that it was stopped.
      await drills.close();
      control.close();
      control.closeAllConnections();
      await source.close();
      await core.close();
      await history.close();
      await administration.close();
      await store.close();
      log.flush();
    },
  });
  process.stdout.write(`Understudy is ready: data plane http://${data}/v1, control plane http://${admin}\n`);
}

await runProgram({ start });
