import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { PRESETS } from '../document/policy.ts';
import { TRIGGERS } from '../triggers.ts';
import {
  DEFAULT_DEADLINES,
  REASONING_DEADLINES,
  effectiveDepth,
  effectivePolicy,
  presetPolicy,
} from './effectivePolicy.ts';

const retriesOf = (policy: ReturnType<typeof effectivePolicy>) => policy.triggers.rate_limit.retries;

describe('effectivePolicy', () => {
  it('has the defaults of configuration.md', () => {
    const policy = effectivePolicy(undefined, undefined);
    expect(policy).toMatchObject({
      jitter: false,
      maxRetryAfterMs: 30_000,
      maxDepth: 9,
      maxCostMultiplier: null,
      continueStream: false,
      deadlines: { connectMs: 5_000, firstTokenMs: 30_000, idleMs: 30_000, attemptMs: 120_000, totalMs: 300_000 },
    });
    expect(policy.triggers.rate_limit).toEqual({ enabled: true, retries: 3, backoffFactor: 2 });
    expect(policy.triggers.quota).toEqual({ enabled: true, retries: 0, backoffFactor: 2 });
    expect(TRIGGERS.filter((trigger) => !policy.triggers[trigger].enabled)).toEqual(['content_policy']);
  });

  it('equals preset patient where nothing else is said', () => {
    expect(effectivePolicy({ preset: 'patient' }, undefined)).toEqual(effectivePolicy(undefined, undefined));
  });

  it('gives models that reason longer to begin, to answer and in all', () => {
    expect(effectivePolicy(undefined, undefined, REASONING_DEADLINES).deadlines).toEqual({
      ...DEFAULT_DEADLINES,
      firstTokenMs: 300_000,
      attemptMs: 300_000,
      totalMs: 600_000,
    });
    const policy = { deadlines: { totalMs: 9 } };
    expect(effectivePolicy(policy, undefined, REASONING_DEADLINES).deadlines).toEqual({
      ...REASONING_DEADLINES,
      totalMs: 9,
    });
  });

  it.each([
    ['jitter', true, false],
    ['maxRetryAfterMs', 1, 2],
    ['maxDepth', 1, 2],
    ['maxCostMultiplier', 3, null],
    ['continueStream', true, false],
  ] as const)('takes %s of the policy, and of the chain over it', (field, global, own) => {
    expect(effectivePolicy({ [field]: global }, undefined)[field]).toBe(global);
    expect(effectivePolicy({ [field]: global }, { policy: { [field]: own } })[field]).toBe(own);
    expect(effectivePolicy({ [field]: global }, { policy: {} })[field]).toBe(global);
  });

  it.each(Object.keys(DEFAULT_DEADLINES) as (keyof typeof DEFAULT_DEADLINES)[])('layers %s alone', (field) => {
    const policy = { deadlines: { [field]: 7 } };
    expect(effectivePolicy(policy, undefined).deadlines).toEqual({ ...DEFAULT_DEADLINES, [field]: 7 });
    expect(effectivePolicy(policy, { policy: { deadlines: { [field]: 8 } } }).deadlines).toEqual({
      ...DEFAULT_DEADLINES,
      [field]: 8,
    });
  });

  it.each(TRIGGERS)('layers the fields of %s one by one, and touches no other trigger', (trigger) => {
    const before = effectivePolicy(undefined, undefined).triggers;
    const global = { triggers: { [trigger]: { retries: 1, backoffFactor: 3 } } };
    const own = { policy: { triggers: { [trigger]: { retries: 5, enabled: false } } } };
    const { triggers } = effectivePolicy(global, own);
    expect(triggers[trigger]).toEqual({ enabled: false, retries: 5, backoffFactor: 3 });
    for (const other of TRIGGERS.filter((name) => name !== trigger)) expect(triggers[other]).toEqual(before[other]);
  });

  it("lays the policy's fields over its own preset", () => {
    const policy = { preset: 'immediate' as const, triggers: { rate_limit: { retries: 2 } } };
    expect(retriesOf(effectivePolicy(policy, undefined))).toBe(2);
    expect(effectivePolicy(policy, undefined).triggers.timeout.retries).toBe(0);
  });

  it("lays the chain's preset over the policy, and the chain's own policy over that", () => {
    const policy = { triggers: { rate_limit: { retries: 5, backoffFactor: 3 } } };
    expect(retriesOf(effectivePolicy(policy, { preset: 'immediate' }))).toBe(0);
    const own = { preset: 'immediate' as const, policy: { triggers: { rate_limit: { retries: 1 } } } };
    // The factor is none of the fields of `immediate`.
    expect(effectivePolicy(policy, own).triggers.rate_limit).toEqual({ enabled: true, retries: 1, backoffFactor: 3 });
  });

  it("replaces the policy's preset by the chain's", () => {
    expect(effectivePolicy({ preset: 'single' }, { preset: 'patient' })).toEqual(effectivePolicy(undefined, undefined));
    expect(effectivePolicy({ preset: 'single' }, {}).maxDepth).toBe(1);
    expect(effectivePolicy({ preset: 'single', maxDepth: 4 }, { preset: 'patient' }).maxDepth).toBe(4);
  });

  it.each([
    ['contentPolicyFallbacks', 'content_policy'],
    ['contextWindowFallbacks', 'context_window'],
  ] as const)('turns a trigger on for a chain with %s', (list, trigger) => {
    const policy = { triggers: { [trigger]: { enabled: false } } };
    expect(effectivePolicy(policy, { [list]: ['x'] }).triggers[trigger].enabled).toBe(true);
    expect(effectivePolicy(policy, { [list]: [] }).triggers[trigger].enabled).toBe(false);
    expect(effectivePolicy(policy, {}).triggers[trigger].enabled).toBe(false);
  });

  it('leaves its arguments alone', () => {
    const policy = Object.freeze({ triggers: Object.freeze({ quota: Object.freeze({ enabled: false }) }) });
    const chain = Object.freeze({ preset: 'single' as const, policy: Object.freeze({ maxDepth: 3 }) });
    expect(effectivePolicy(policy, chain)).toMatchObject({ maxDepth: 3, triggers: { quota: { enabled: false } } });
  });
});

describe('presetPolicy', () => {
  it('single is immediate with one hop', () => {
    expect(presetPolicy('single')).toEqual({ ...presetPolicy('immediate'), maxDepth: 1 });
  });

  it('sets no trigger that is never retried', () => {
    expect(Object.keys(presetPolicy('patient').triggers ?? {})).not.toContain('quota');
  });
});

describe('effectiveDepth', () => {
  it('is the maxDepth of the whole policy, whatever is set where', () => {
    const preset = fc.option(fc.constantFrom(...PRESETS), { nil: undefined });
    const maxDepth = fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined });
    fc.assert(
      fc.property(preset, maxDepth, preset, maxDepth, (ofPolicy, depth, ofChain, own) => {
        const policy = { ...(ofPolicy && { preset: ofPolicy }), ...(depth !== undefined && { maxDepth: depth }) };
        const chain = {
          ...(ofChain && { preset: ofChain }),
          policy: own === undefined ? {} : { maxDepth: own },
        };
        expect(effectiveDepth(policy, chain)).toBe(effectivePolicy(policy, chain).maxDepth);
      }),
    );
  });
});
