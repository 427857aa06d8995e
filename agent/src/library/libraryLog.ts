import type { EngineListener } from '../engine/index.ts';
import { createLogger, type RequestLogger } from '../telemetry/index.ts';
import type { UnderstudyOptions } from './understudyOptions.ts';

/** Where the library logs. */
export interface LibraryLog {
  readonly logger: RequestLogger;
  /** Writes what waits, at once. */
  flush(): void;
}

const STANDARD_ERROR = 2;
const nothing = (): void => undefined;
const SILENT: RequestLogger = { info: nothing, warn: nothing, error: nothing, isLevelEnabled: () => false };

/** The application's logger, or one of our own that leaves standard output to the application. */
export function openLog(logger: UnderstudyOptions['logger']): LibraryLog {
  if (logger === false) return { logger: SILENT, flush: nothing };
  return logger === undefined ? createLogger({ destination: STANDARD_ERROR }) : { logger, flush: nothing };
}

/** A listener of the application's, whose exceptions must not end a request: they become a warning of the process. */
export function guarded(name: string, listener: EngineListener): EngineListener {
  return (event) => {
    try {
      listener(event);
    } catch (error) {
      process.emitWarning(`${name} threw on ${event.type}: ${String(error)}`, 'UnderstudyWarning');
    }
  };
}
