import { agentVersion, listen, type StartOptions } from '../cli/index.ts';
import { controlApp, controlServer, openTokens, type ControlTokens, type PriceSync } from '../control/index.ts';
import { onShutdown } from '../proxy/index.ts';
import { createControlApi, scheduleSync } from './createControlApi.ts';
import { createDataPlane } from './createDataPlane.ts';
import type { Opened } from './opened.ts';
import type { Parts } from './parts.ts';

function tokensOf(options: StartOptions, { tokenStore, log }: Parts): Promise<ControlTokens> {
  return openTokens({
    ...options,
    store: tokenStore,
    onProblem: (problem) => log.logger.error({ event: 'tokens' }, `${problem}; the tokens from before stay valid`),
    onReload: () => log.logger.info({ event: 'tokens' }, 'tokens were read again'),
  });
}

/** What runs beside requests: the sync of prices, and the watch of LiteLLM's file. @returns what ends both */
function runBeside(options: StartOptions, { litellm, log }: Parts, priceSync: PriceSync): { close(): void } {
  const endSchedule = scheduleSync(options, priceSync, log);
  const endWatch = litellm?.watch();
  return {
    close: () => {
      endSchedule();
      endWatch?.();
    },
  };
}

/** Milliseconds that the last spans get to be sent, at least; also where requests took all of the drain time. */
const MIN_FLUSH_MS = 1_000;
/** A collector that does not answer in this time is away. */
const MAX_FLUSH_MS = 5_000;

/** What is left of the time after SIGTERM, for spans that wait. */
function flushMs(drainMs: number, drainingSince: number): number {
  const left = drainMs - (performance.now() - drainingSince);
  return Math.max(MIN_FLUSH_MS, Math.min(MAX_FLUSH_MS, left));
}

async function closeStores({ store, tokenStore, link }: Parts): Promise<void> {
  await store.close();
  await tokenStore.close();
  link?.close();
}

/** Opens both listeners, says so, and ends everything in order on SIGTERM. `opened` knows what to close where one is refused. */
export async function serve(options: StartOptions, parts: Parts, opened: Opened): Promise<void> {
  const { core, history, administration, drills, litellm, source, log, tracing } = parts;
  const tokens = opened.keep('the tokens', await tokensOf(options, parts));
  const plane = createDataPlane(core, options, log);
  let notReady: string | null = 'the agent is starting';
  const api = createControlApi(options, parts, tokens, () => notReady);
  const beside = opened.keep('schedule and watch', runBeside(options, parts, api.priceSync));
  const control = controlServer(
    controlApp({
      notReady: () => notReady,
      metrics: async () => ({ chunks: await core.metrics.chunks(), contentType: core.metrics.contentType }),
      unauthenticated: () => !tokens.directory.configured,
      api,
      version: agentVersion(),
      onBug: (error) => log.logger.error({ err: error }, 'the control plane failed by a mistake of the agent'),
    }),
  );
  // Whatever is asked of the control plane is answered with everything booked that happened before.
  control.prependListener('request', () => core.flush());
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
  let drainingSince = 0;
  onShutdown({
    begin: () => {
      drainingSince = performance.now();
      notReady = 'the agent is draining';
      plane.drain();
      void drills.close();
    },
    server: plane.server,
    drainMs: options.drainMs,
    end: async () => {
      beside.close();
      tokens.close();
      // Before connections go: whoever follows a drill is told that it was stopped.
      await drills.close();
      await litellm?.close();
      control.close();
      control.closeAllConnections();
      await source.close();
      await core.close();
      await tracing?.close(flushMs(options.drainMs, drainingSince));
      await history.close();
      await administration.close();
      await closeStores(parts);
      log.flush();
    },
  });
  process.stdout.write(`Understudy is ready: data plane http://${data}/v1, control plane http://${admin}\n`);
}
