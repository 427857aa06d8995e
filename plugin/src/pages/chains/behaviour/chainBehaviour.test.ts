import { describe, expect, it } from '@jest/globals';
import type { Chain } from '@understudy/contract';
import { chainBehaviour } from './chainBehaviour.ts';

const chain: Chain = { model: 'gpt-4o', fallbacks: ['a', 'b', 'c'] };

describe('chainBehaviour', () => {
  it('is the panel of ui.md for the defaults', () => {
    expect(chainBehaviour(undefined, chain, undefined)).toEqual({
      preset: 'patient',
      ownPreset: false,
      ownRules: false,
      retriesFirst: ['rate_limit', 'timeout', 'server_error', 'connection', 'invalid_response', 'empty_response'],
      fallsBackAtOnce: ['quota', 'context_window', 'auth', 'model_not_found', 'circuit_open'],
      neverFallsBack: ['content_policy'],
      rule: { retries: 3, backoffFactor: 2 },
      waitedMs: 14_000,
      waitsDiffer: false,
      jitter: false,
      lastStep: 3,
      totalMs: 300_000,
    });
  });

  it('falls back at once, and one step far, with the preset single', () => {
    const single = chainBehaviour({ preset: 'patient' }, { ...chain, preset: 'single' }, undefined);
    expect(single).toMatchObject({ preset: 'single', ownPreset: true, rule: { retries: 0 }, waitedMs: 0, lastStep: 1 });
    expect(single.retriesFirst).toEqual([]);
  });

  it("takes the policy's preset where the chain has none", () => {
    expect(chainBehaviour({ preset: 'immediate' }, chain, undefined)).toMatchObject({
      preset: 'immediate',
      ownPreset: false,
    });
  });

  it('names the longest wait, and that others are shorter', () => {
    const policy = { triggers: { rate_limit: { retries: 4 }, server_error: { retries: 0 } } };
    const behaviour = chainBehaviour(policy, chain, undefined);
    expect(behaviour).toMatchObject({ rule: { retries: 4, backoffFactor: 2 }, waitedMs: 30_000, waitsDiffer: true });
    expect(behaviour.fallsBackAtOnce).toContain('server_error');
  });

  it('leaves out waits that the deadline of the request does not allow', () => {
    const policy = { triggers: { rate_limit: { retries: 10, backoffFactor: 5 } } };
    expect(chainBehaviour(policy, chain, undefined)).toMatchObject({
      rule: { retries: 3, backoffFactor: 5 },
      waitedMs: 155_000,
    });
  });

  it('gives models that think longer', () => {
    expect(chainBehaviour(undefined, chain, { capabilities: ['reasoning'] }).totalMs).toBe(600_000);
  });

  it('goes nowhere while the chain is off, without fallbacks, or with no depth', () => {
    expect(chainBehaviour(undefined, { ...chain, enabled: false }, undefined).lastStep).toBe(0);
    expect(chainBehaviour(undefined, { ...chain, fallbacks: [] }, undefined).lastStep).toBe(0);
    expect(chainBehaviour({ maxDepth: 0 }, chain, undefined).lastStep).toBe(0);
  });

  it('turns on what has a list of its own', () => {
    const own = chainBehaviour(undefined, { ...chain, contentPolicyFallbacks: ['x'] }, undefined);
    expect(own.neverFallsBack).toEqual([]);
    expect(own.fallsBackAtOnce).toContain('content_policy');
  });
});
