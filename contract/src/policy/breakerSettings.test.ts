import { describe, expect, it } from '@jest/globals';
import { DEFAULT_BREAKER, breakerSettings } from './breakerSettings.ts';

describe('breakerSettings', () => {
  it('are the defaults of configuration.md', () => {
    expect(breakerSettings(undefined, {})).toEqual({
      enabled: true,
      failureThreshold: 5,
      failureRatio: 0.5,
      minRequests: 20,
      windowMs: 60_000,
      cooldownMs: 30_000,
      maxCooldownMs: 600_000,
      probes: 1,
    });
  });

  it('layer policy over the defaults and the provider over both, field by field', () => {
    const policy = { breaker: { probes: 2, cooldownMs: 1 } };
    expect(breakerSettings(policy, { breaker: { cooldownMs: 2 } })).toEqual({
      ...DEFAULT_BREAKER,
      probes: 2,
      cooldownMs: 2,
    });
  });

  it('take a field that is undefined for one that is left out', () => {
    expect(breakerSettings({ breaker: { probes: undefined } }, { breaker: undefined })).toEqual(DEFAULT_BREAKER);
  });
});
