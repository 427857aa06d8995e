import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LineBatch } from './lineBatch.ts';

describe('LineBatch', () => {
  let handed: string[];
  let flushes: number;
  let batch: LineBatch;

  beforeEach(() => {
    jest.useFakeTimers();
    handed = [];
    flushes = 0;
    batch = new LineBatch({ write: (lines) => void handed.push(lines), flushSync: () => flushes++ });
  });

  it('hands lines on together after a quarter of a second, once', () => {
    batch.write('a\n');
    jest.advanceTimersByTime(200);
    batch.write('b\n');
    expect(handed).toEqual([]);
    jest.advanceTimersByTime(50);
    expect(handed).toEqual(['a\nb\n']);
    jest.advanceTimersByTime(10_000);
    expect(handed).toHaveLength(1);
  });

  it('does not wait when there is much', () => {
    const line = `${'x'.repeat(40_000)}\n`;
    batch.write(line);
    batch.write(line);
    expect(handed).toEqual([line + line]);
    batch.write('c\n');
    jest.advanceTimersByTime(250);
    expect(handed).toHaveLength(2);
  });

  it('writes what waits when it is flushed, and the target even if nothing does', () => {
    batch.write('a\n');
    batch.flushSync();
    batch.flushSync();
    expect(handed).toEqual(['a\n']);
    expect(flushes).toBe(2);
  });
});
