import { describe, expect, it } from '@jest/globals';
import { MEASURE_KEYS, readBenchOptions } from './benchOptions.ts';

describe('readBenchOptions', () => {
  it('measures everything at full length by default', () => {
    expect(readBenchOptions([])).toMatchObject({ only: MEASURE_KEYS, rounds: 5, memoryMinutes: 10, soakMinutes: 5 });
  });

  it('is shorter in quick mode, but for what is said', () => {
    expect(readBenchOptions(['--quick', '--rounds', '7'])).toMatchObject({ rounds: 7, memoryMinutes: 1 });
  });

  it('keeps the order of the measures', () => {
    expect(readBenchOptions(['--only', 'latency, cpu'])).toMatchObject({ only: ['cpu', 'latency'] });
  });

  it('profiles when a flame graph is asked for', () => {
    expect(readBenchOptions(['--flame', 'f.svg'])).toMatchObject({ profile: true, flame: 'f.svg' });
  });

  it('refuses unknown measures, modes, options and numbers, and names them', () => {
    expect(() => readBenchOptions(['--only', 'cpu,speed'])).toThrow('--only: speed');
    expect(() => readBenchOptions(['--rounds', '0'])).toThrow('--rounds: 0');
    expect(() => readBenchOptions(['--profile-mode', 'x'])).toThrow('--profile-mode: there is no mode x');
    expect(() => readBenchOptions(['--fast'])).toThrow('--fast');
  });
});
