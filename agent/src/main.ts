#!/usr/bin/env node
import { runProgram, type StartOptions } from './cli/index.ts';
import type { Core } from './core/index.ts';
import { Opened } from './main/opened.ts';
import { openParts } from './main/openParts.ts';
import { serve } from './main/serve.ts';
import { createLogger } from './telemetry/index.ts';

/** Opens everything that a start needs; what was opened is closed again where a later part refuses. */
async function start(options: StartOptions): Promise<void> {
  let core: Core | null = null;
  const log = createLogger({ level: options.logLevel, onDropped: () => core?.metrics.eventsDropped('log') });
  const opened = new Opened((message) => log.logger.warn({ event: 'store' }, message));
  try {
    const parts = await openParts(options, log, opened);
    core = parts.core;
    await serve(options, parts, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

await runProgram({ start });
