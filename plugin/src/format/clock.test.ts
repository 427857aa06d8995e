import { describe, expect, it } from '@jest/globals';
import { clock, exactTime } from './clock.ts';

const AT = '2026-03-09T14:31:08.412Z';

describe('clock', () => {
  it('is in the time zone of the dashboard', () => {
    expect(clock(AT, 'utc')).toBe('14:31:08.412');
    expect(clock(AT, 'America/Sao_Paulo')).toBe('11:31:08.412');
  });

  it('is as precise as asked for', () => {
    expect(clock(AT, 'utc', 's')).toBe('14:31:08');
    expect(clock(AT, 'utc', 'min')).toBe('14:31');
  });

  it('comes with its day where that matters', () => {
    expect(exactTime(AT, 'Asia/Tokyo')).toBe('2026-03-09 23:31:08');
  });

  it('is a dash for what is no time', () => {
    expect([clock(null), clock('soon'), exactTime(undefined)]).toEqual(['–', '–', '–']);
  });
});
