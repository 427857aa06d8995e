import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createLogger, loggerTo } from './createLogger.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the logger', () => {
  it('writes JSON lines when it is flushed', () => {
    const destination = join(folder, 'a.log');
    const { logger, flush } = createLogger({ destination });
    logger.info({ requestId: 'r' }, 'hello');
    logger.debug('too fine');
    flush();
    const written = readFileSync(destination, 'utf8').trim().split('\n');
    expect(written.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 30, requestId: 'r', msg: 'hello' },
    ]);
  });

  it('writes what waits when the process exits', () => {
    const script = `const { createLogger } = await import(${JSON.stringify(new URL('createLogger.ts', import.meta.url).href)});
      createLogger().logger.info('last words'); process.exit(3);`;
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: {},
    });
    expect([status, stdout]).toEqual([3, expect.stringContaining('"msg":"last words"')]);
  });

  it('drops and counts lines that the destination is too slow for', () => {
    let dropped = 0;
    const { logger, flush } = createLogger({ destination: join(folder, 'b.log'), onDropped: () => dropped++ });
    // Written in one go, so that the event loop gets no turn to write them.
    for (let line = 0; line < 40; line++) logger.info('x'.repeat(1024 * 1024));
    expect(dropped).toBeGreaterThan(5);
    flush();
  });

  it('counts what a broken destination loses instead of failing', async () => {
    const file = join(folder, 'c.log');
    writeFileSync(file, '');
    const readOnly = openSync(file, 'r');
    await new Promise<void>((lost) => {
      const { logger } = createLogger({ destination: readOnly, onDropped: lost });
      logger.info('x'.repeat(64 * 1024));
    });
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('refuses a path that cannot be opened', () => {
    expect(() => createLogger({ destination: join(folder, 'no', 'such', 'folder.log') })).toThrow(/ENOENT/);
  });

  it('hides fields that hold keys or prompts, should one ever be logged', () => {
    const written: string[] = [];
    const logger = loggerTo({ write: (line) => void written.push(line) }, 'info');
    logger.info(
      { apiKey: 'sk-1', authorization: 'Bearer sk-2', headers: { a: 'sk-3' }, body: 'sk-4', messages: ['sk-5'] },
      'x',
    );
    expect(written.join('')).not.toContain('sk-');
    expect(written.join('')).toContain('[redacted]');
  });
});
