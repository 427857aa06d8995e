import type { StartOptions } from '../cli/index.ts';
import type { Core } from '../core/index.ts';
import { readTraits } from '../dialects/index.ts';
import { DataPlane } from '../proxy/index.ts';
import type { LogSink } from '../telemetry/index.ts';

const MEBIBYTE = 1024 * 1024;
const HEADERS_TIMEOUT_MS = 10_000;

/** The data plane over a core. */
export function createDataPlane(core: Core, options: StartOptions, { logger }: LogSink): DataPlane {
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
