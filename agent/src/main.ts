#!/usr/bin/env node
import type { ConfigDocument, Provider } from '@understudy/contract';
import { agentVersion, checkListeners, runProgram, type StartOptions } from './cli/index.ts';
import { Core, hasUsableCredential, History, openAdministration } from './core/index.ts';
import { proofTimes } from './drills/index.ts';
import type { Litellm } from './litellm/index.ts';
import { createDrills } from './main/createDrills.ts';
import { openLitellm } from './main/openLitellm.ts';
import { followConfiguration } from './main/followConfiguration.ts';
import { serve } from './main/serve.ts';
import {
  ConfigurationError,
  createSecretResolver,
  openConfigSource,
  openDrillStore,
  openFileStore,
  readMasterKeys,
} from './store/index.ts';
import { createLogger, createRequestLog } from './telemetry/index.ts';

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
    const rules = (document: ConfigDocument) => checkListeners(options, document);
    const opening = { ...options, store, masterKey, hasCredential, rules, notify };
    const { source, warnings } = await openConfigSource(opening);
    const refusals = checkListeners(options, source.current().document);
    if (refusals.length > 0) throw new ConfigurationError(refusals);
    for (const { path, message } of warnings) log.logger.warn({ event: 'configuration', path }, message);
    const { dataDir } = options;
    const onProblem = (message: string): void => log.logger.warn({ event: 'store' }, message);
    const drillStore = await openDrillStore({ dataDir, onProblem });
    const { pricesUrl } = options;
    const administration = await openAdministration({ dataDir, store, pricesUrl, now: Date.now, onProblem });
    let litellm: Litellm | null = null;
    const core = new Core({
      config: source.current(),
      resolve,
      group: options.group,
      version: agentVersion(),
      revision: process.env['UNDERSTUDY_REVISION'] ?? 'none',
      nodeMetrics: true,
      pricesUpdatedAt: administration.pricesUpdatedAt,
      drillProofs: () => proofTimes(drillStore),
      litellm: () => litellm?.gauges() ?? null,
    });
    dropped = () => core.metrics.eventsDropped('log');
    core.listen(createRequestLog(log.requests));
    followConfiguration(options, { source, core, log, administration });
    const history = await History.open({ dataDir, core, onProblem });
    history.follow(source, store);
    litellm = await openLitellm(options, { core, source, log, resolve });
    const drills = createDrills(options, { core, history }, drillStore, log);
    const keys = { masterKey, oldMasterKey, hasCredential };
    await serve(options, { core, history, administration, drills, litellm, source, store, log, ...keys }).catch(
      async (error: unknown) => {
        await drills.close();
        throw error;
      },
    );
  } catch (error) {
    await store.close();
    throw error;
  }
}

await runProgram({ start });
