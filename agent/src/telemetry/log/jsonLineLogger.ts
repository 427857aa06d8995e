import type { DestinationStream, Logger } from 'pino';
import type { RequestLogger } from './requestLog.ts';

/**
 * A logger for the lines of requests, in pino's form and at its level, without its serializers and redaction: a request's
 * line is made of known fields, and making it is the largest single cost of a request's bookkeeping.
 */
export function jsonLineLogger(logger: Logger, out: DestinationStream): RequestLogger {
  const at = (level: 'trace' | 'info' | 'warn' | 'error') => {
    const start = `{"level":${logger.levels.values[level]},"time":`;
    return (fields: object, words: string): void => {
      if (!logger.isLevelEnabled(level)) return;
      // The fields without their closing brace: the words come last, as pino puts them.
      const said = JSON.stringify(fields).slice(1, -1);
      out.write(`${start}${Date.now()},${said}${said === '' ? '' : ','}"msg":${JSON.stringify(words)}}\n`);
    };
  };
  return {
    trace: at('trace'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    isLevelEnabled: (level) => logger.isLevelEnabled(level),
  };
}
