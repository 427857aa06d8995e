import { agentVersion, checkListeners, type StartOptions } from '../cli/index.ts';
import { createApi, startPriceSchedule, type ControlTokens, type PriceSync } from '../control/index.ts';
import { activeStepOf, chainStatuses, ProviderTotals, registryStatus } from '../core/index.ts';
import type { LogSink } from '../telemetry/index.ts';
import type { Parts } from './parts.ts';

const HOUR_MS = 3_600_000;

/** `/api/v1` over everything that the agent holds open. */
export function createControlApi(
  options: StartOptions,
  parts: Parts,
  tokens: ControlTokens,
  notReady: () => string | null,
): ReturnType<typeof createApi> {
  const { core, history, administration, drills, source, store, tokenStore, masterKey, oldMasterKey, hasCredential } =
    parts;
  const { auditLog, prices } = administration;
  const totals = new ProviderTotals(core.statistics, Date.now);
  const activeStep = (model: string) => activeStepOf(core.engine, model);
  const lastProven = (model: string) => drills.drills.lastProven(model);
  return createApi({
    tokens,
    rates: options.rates,
    masterKeys: { masterKey, oldMasterKey },
    audit: ({ changes = [], ...note }) => auditLog.add({ ...note, changes: [...changes] }),
    auditLog,
    prices,
    registry: registryStatus({
      engine: core.engine,
      document: () => core.document,
      accountProblem: (id) => core.accountProblem(id),
      recent: (id) => history.attempts.counts(id),
      recentOfTarget: (target) => history.attempts.targetCounts(target),
      openCircuit: (target) => history.circuits.of(target),
      today: () => totals.read(core.document),
    }),
    editor: {
      store,
      managed: source.managed,
      masterKey,
      references: { allowedEnv: options.allowedEnv, secretsDir: options.secretsDir },
      urls: { allowMetadata: options.allowMetadataAddresses },
      hasCredential,
      rules: (document) => checkListeners(options, document, tokenStore.list().length > 0),
    },
    chains: {
      statuses: chainStatuses({
        ...{ engine: core.engine, statistics: core.statistics, document: () => core.document },
        ...{ activeStep, lastProven, now: Date.now },
      }),
      lastProven,
    },
    drills: drills.drills,
    litellm: parts.litellm,
    reading: {
      ...{ ...parts, ...drills, notReady, activeStep },
      agent: { version: agentVersion(), group: options.group, instance: options.instance },
    },
    now: () => new Date().toISOString(),
  });
}

/** `--prices-sync-hours`, not under `--managed`: the file is the truth then. */
export function scheduleSync(options: StartOptions, sync: PriceSync, { logger }: LogSink): () => void {
  if (options.pricesSyncHours === undefined || options.managed) return () => undefined;
  return startPriceSchedule(sync, {
    everyMs: options.pricesSyncHours * HOUR_MS,
    onDone: (models, revision) => logger.info({ event: 'prices', models, revision }, 'prices were synced'),
    onProblem: (err) => logger.warn({ event: 'prices', err }, 'prices could not be synced'),
  });
}
