import { openSync } from 'node:fs';
import { pino, type DestinationStream, type Logger } from 'pino';
import { jsonLineLogger } from './jsonLineLogger.ts';
import { LineBatch } from './lineBatch.ts';
import type { RequestLogger } from './requestLog.ts';

/** Bytes of lines that wait for a slow disk or pipe; further lines are dropped and counted. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** Fields that no line of ours has; a belt for the day when one is added by mistake. */
const NEVER_LOGGED = [
  'apiKey',
  'key',
  'token',
  'authorization',
  'headers',
  'body',
  'prompt',
  'messages',
  'input',
  'text',
  'err.config',
];

export interface LoggerOptions {
  /** Default `info`. */
  readonly level?: LogLevel;
  /** File descriptor or path; default 1, standard output. */
  readonly destination?: number | string;
  /** Told about each line that was lost because the destination is too slow or broken. */
  readonly onDropped?: () => void;
}

/** A logger of JSON lines with what ends it. */
export interface LogSink {
  readonly logger: Logger;
  /** The same destination and level at less cost, for the lines of requests. */
  readonly requests: RequestLogger;
  /** Writes what waits, at once. @throws Error where the destination is broken */
  flush(): void;
}

/**
 * Creates the process's logger: lines are gathered and written off the request path, and at once when the process exits.
 * @throws Error where the path cannot be opened: a file that fails later would end the process from a timer of sonic-boom
 */
export function createLogger({ level = 'info', destination = 1, onDropped }: LoggerOptions = {}): LogSink {
  const stream = pino.destination({
    dest: typeof destination === 'string' ? openSync(destination, 'a', 0o640) : destination,
    sync: false,
    maxLength: MAX_WAITING_BYTES,
  });
  stream.on('drop', (lost: string) => {
    for (let at = lost.indexOf('\n'); at >= 0; at = lost.indexOf('\n', at + 1)) onDropped?.();
  });
  // A closed pipe or a full disk must not end the agent; what could not be written is counted as lost.
  stream.on('error', () => onDropped?.());
  const batch = new LineBatch(stream);
  // Before the hooks of pino's own stream, which write what it was handed.
  const handOn = (): void => batch.handOn();
  process.prependListener('beforeExit', handOn).prependListener('exit', handOn);
  const logger = loggerTo(batch, level);
  return { logger, requests: jsonLineLogger(logger, batch), flush: () => batch.flushSync() };
}

/** A logger of the agent's form to any destination. */
export function loggerTo(stream: DestinationStream, level: LogLevel): Logger {
  return pino({ level, base: null, redact: { paths: NEVER_LOGGED, censor: '[redacted]' } }, stream);
}
