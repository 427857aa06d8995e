import { describe, expect, it } from '@jest/globals';
import { loggerTo, type LogLevel } from './createLogger.ts';
import { jsonLineLogger } from './jsonLineLogger.ts';
import type { RequestLogger } from './requestLog.ts';

const FIELDS = { event: 'request', tags: ['a "b"', 'ü\n'], servedModel: null, costUsd: 0.5, traceId: undefined };

function written(level: LogLevel, log: (logger: RequestLogger) => void): { lean: string[]; pino: string[] } {
  const lines = { lean: new Array<string>(), pino: new Array<string>() };
  const logger = loggerTo({ write: (line) => void lines.pino.push(line) }, level);
  log(jsonLineLogger(logger, { write: (line) => void lines.lean.push(line) }));
  log(logger);
  return lines;
}

const withoutTime = (line: string): string => line.replace(/"time":\d+/, '"time":0');

describe('jsonLineLogger', () => {
  it('writes the lines that pino would write', () => {
    const { lean, pino } = written('trace', (logger) => {
      logger.trace?.(FIELDS, 'engine event');
      logger.info(FIELDS, 'request "answered"');
      logger.warn({}, 'no fields');
      logger.error(FIELDS, 'failed');
    });
    expect(lean).toHaveLength(4);
    expect(lean.map(withoutTime)).toEqual(pino.map(withoutTime));
  });

  it('keeps to the level of its logger', () => {
    const { lean, pino } = written('warn', (logger) => {
      logger.info(FIELDS, 'too fine');
      logger.error(FIELDS, 'failed');
      expect(logger.isLevelEnabled?.('info')).toBe(false);
    });
    expect(lean.map(withoutTime)).toEqual(pino.map(withoutTime));
    expect(lean).toHaveLength(1);
  });
});
