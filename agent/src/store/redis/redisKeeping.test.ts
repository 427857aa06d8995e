import { describe, expect, it } from '@jest/globals';
import { keepingProblems } from './redisKeeping.ts';

const GOOD = '# Memory\r\nmaxmemory:1048576\r\nmaxmemory_policy:noeviction\r\n# Persistence\r\naof_enabled:1\r\n';

describe('how Redis keeps what it is given', () => {
  it('is no matter for a log where nothing is thrown away and writes are logged', () => {
    expect(keepingProblems(GOOD)).toEqual([]);
    expect(keepingProblems('')).toEqual([]);
  });

  it('is told where memory that runs short takes keys, unless there is no limit', () => {
    const evicting = GOOD.replace('noeviction', 'allkeys-lru');
    expect(keepingProblems(evicting)).toEqual([expect.stringContaining('its policy is allkeys-lru')]);
    expect(keepingProblems(evicting.replace('maxmemory:1048576', 'maxmemory:0'))).toEqual([]);
  });

  it('is told where a crash may take acknowledged changes', () => {
    expect(keepingProblems(GOOD.replace('aof_enabled:1', 'aof_enabled:0'))).toEqual([
      expect.stringContaining('appendonly no'),
    ]);
  });
});
