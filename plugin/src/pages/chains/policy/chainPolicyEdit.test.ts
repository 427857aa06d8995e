import { describe, expect, it } from '@jest/globals';
import { effectivePolicy } from '@understudy/contract';
import { policyDiff } from '../edit/policyDiff.ts';
import { resetRule, setDepth, setRule } from './chainPolicyEdit.ts';

const base = effectivePolicy(undefined, undefined);

describe('setRule', () => {
  it('writes down what differs from the policy, and keeps the rest', () => {
    const policy = setRule({ maxDepth: 2 }, 'rate_limit', { retries: 0 }, base);
    expect(policy).toEqual({ maxDepth: 2, triggers: { rate_limit: { retries: 0 } } });
    expect(setRule(policy, 'rate_limit', { backoffFactor: 3 }, base)).toEqual({
      maxDepth: 2,
      triggers: { rate_limit: { retries: 0, backoffFactor: 3 } },
    });
  });

  it('leaves out what says no more than the policy does', () => {
    const policy = setRule(undefined, 'rate_limit', { retries: 1 }, base);
    expect(setRule(policy, 'rate_limit', { retries: 3 }, base)).toBeUndefined();
    const two = setRule(policy, 'timeout', { enabled: false }, base);
    expect(setRule(two, 'rate_limit', { retries: 3 }, base)).toEqual({ triggers: { timeout: { enabled: false } } });
  });
});

describe('resetRule', () => {
  it('takes back the rule of one trigger alone', () => {
    const policy = { triggers: { rate_limit: { retries: 0 }, timeout: { retries: 1 } } };
    expect(resetRule(policy, 'rate_limit')).toEqual({ triggers: { timeout: { retries: 1 } } });
    expect(resetRule({ triggers: { rate_limit: { retries: 0 } } }, 'rate_limit')).toBeUndefined();
    expect(resetRule(undefined, 'rate_limit')).toBeUndefined();
  });
});

describe('setDepth', () => {
  it('is written down where it is not that of the policy', () => {
    expect(setDepth(undefined, 2, base)).toEqual({ maxDepth: 2 });
    expect(setDepth({ maxDepth: 2 }, 9, base)).toBeUndefined();
    expect(setDepth({ maxDepth: 2, jitter: true }, 9, base)).toEqual({ jitter: true });
  });
});

describe('policyDiff', () => {
  it('names each field, before and after', () => {
    const before = { maxDepth: 2, triggers: { rate_limit: { retries: 0 } } };
    const after = { jitter: true, triggers: { rate_limit: { retries: 1, enabled: false } } };
    expect(policyDiff(before, after)).toEqual([
      { path: 'maxDepth', before: 2 },
      { path: 'triggers.rate_limit.retries', before: 0, after: 1 },
      { path: 'jitter', after: true },
      { path: 'triggers.rate_limit.enabled', after: false },
    ]);
    expect(policyDiff(undefined, {})).toEqual([]);
  });

  it('takes null for a value', () => {
    expect(policyDiff({ maxCostMultiplier: null }, undefined)).toEqual([{ path: 'maxCostMultiplier', before: null }]);
  });
});
