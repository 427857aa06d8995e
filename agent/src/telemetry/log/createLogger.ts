import { openSync } from 'node:fs';
import { pino, type DestinationStream, type Logger } from 'pino';

/** Bytes of lines that wait for a slow disk or pipe; further lines are dropped and counted. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;
/** Bytes gathered before they are written in one go. */
const BATCH_BYTES = 8 * 1024;
/** Milliseconds after which a smaller batch is written. */
const FLUSH_MS = 250;

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
    minLength: BATCH_BYTES,
    maxLength: MAX_WAITING_BYTES,
    periodicFlush: FLUSH_MS,
  });
  stream.on('drop', () => onDropped?.());
  // A closed pipe or a full disk must not end the agent; what could not be written is counted as lost.
  stream.on('error', () => onDropped?.());
  return { logger: loggerTo(stream, level), flush: () => stream.flushSync() };
}

/** A logger of the agent's form to any destination. */
export function loggerTo(stream: DestinationStream, level: LogLevel): Logger {
  return pino({ level, base: null, redact: { paths: NEVER_LOGGED, censor: '[redacted]' } }, stream);
}
