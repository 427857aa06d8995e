import type { Policy } from '@understudy/contract';
import { describe, expect, it } from '@jest/globals';
import { policyChanges, rebasePolicy } from './policyChanges.ts';
import { editPolicy } from './policyEdit.ts';
import { policyValues, triggersOffPreset } from './policyValues.ts';

describe('editPolicy', () => {
  it('writes only what differs from the preset', () => {
    expect(editPolicy({}, { kind: 'trigger', trigger: 'rate_limit', value: { retries: 1 } })).toEqual({
      triggers: { rate_limit: { retries: 1 } },
    });
  });

  it('leaves nothing behind when a value goes back to the preset', () => {
    const edited: Policy = { triggers: { rate_limit: { retries: 1 } } };
    expect(editPolicy(edited, { kind: 'trigger', trigger: 'rate_limit', value: { retries: 3 } })).toEqual({});
  });

  it('keeps fields that somebody wrote by hand, though they say what the preset says', () => {
    const written: Policy = { triggers: { quota: { enabled: true } } };
    expect(editPolicy(written, { kind: 'trigger', trigger: 'timeout', value: { retries: 0 } })).toEqual({
      triggers: { quota: { enabled: true }, timeout: { retries: 0 } },
    });
  });

  it('compares with the preset that is chosen, not with the default one', () => {
    const immediate: Policy = { preset: 'immediate' };
    expect(editPolicy(immediate, { kind: 'trigger', trigger: 'timeout', value: { retries: 3 } })).toEqual({
      preset: 'immediate',
      triggers: { timeout: { retries: 3 } },
    });
    expect(editPolicy({ preset: 'single' }, { kind: 'scalars', value: { maxDepth: 1 } })).toEqual({ preset: 'single' });
  });

  it('writes the default preset by leaving it out', () => {
    expect(editPolicy({ preset: 'single' }, { kind: 'preset', value: 'patient' })).toEqual({});
  });

  it('edits deadlines and breaker field by field', () => {
    const breaker = editPolicy({}, { kind: 'breaker', value: { failureThreshold: 3 } });
    expect(breaker).toEqual({ breaker: { failureThreshold: 3 } });
    expect(editPolicy(breaker, { kind: 'breaker', value: { failureThreshold: 5 } })).toEqual({});
    expect(editPolicy({}, { kind: 'deadlines', value: { totalMs: 60_000 } })).toEqual({
      deadlines: { totalMs: 60_000 },
    });
  });

  it('takes a limit away again', () => {
    const limited = editPolicy({}, { kind: 'scalars', value: { maxCostMultiplier: 3, jitter: true } });
    expect(limited).toEqual({ maxCostMultiplier: 3, jitter: true });
    expect(editPolicy(limited, { kind: 'scalars', value: { maxCostMultiplier: null } })).toEqual({ jitter: true });
  });
});

describe('policyChanges', () => {
  it('finds none between two ways to write the same', () => {
    expect(policyChanges({}, { preset: 'patient', triggers: { timeout: { retries: 3 } } })).toEqual([]);
  });

  it('lists each value, with the edit that takes it back', () => {
    const draft: Policy = { triggers: { server_error: { retries: 2, backoffFactor: 1.5 } }, jitter: true };
    const changes = policyChanges({}, draft);
    expect(changes.map(({ path, before, after }) => [path, before, after])).toEqual([
      ['triggers.server_error.retries', 3, 2],
      ['triggers.server_error.backoffFactor', 2, 1.5],
      ['jitter', false, true],
    ]);
    expect(changes.reduce((policy, change) => editPolicy(policy, change.undo), draft)).toEqual({});
  });

  it('shows what another preset changes', () => {
    const paths = policyChanges({}, { preset: 'single' }).map((change) => change.path);
    expect(paths).toEqual([
      'preset',
      'triggers.rate_limit.retries',
      'triggers.timeout.retries',
      'triggers.server_error.retries',
      'triggers.connection.retries',
      'triggers.invalid_response.retries',
      'triggers.empty_response.retries',
      'maxDepth',
    ]);
  });
});

describe('rebasePolicy', () => {
  it('lays my changes over what somebody else saved, and keeps theirs', () => {
    const mine: Policy = { triggers: { timeout: { retries: 1 } } };
    const theirs: Policy = { maxDepth: 2, triggers: { timeout: { enabled: false }, auth: { enabled: false } } };
    expect(rebasePolicy({}, mine, theirs, editPolicy)).toEqual({
      maxDepth: 2,
      triggers: { timeout: { enabled: false, retries: 1 }, auth: { enabled: false } },
    });
  });
});

describe('policyValues', () => {
  it('fills in the defaults', () => {
    const values = policyValues({});
    expect(values.preset).toBe('patient');
    expect(values.triggers.content_policy.enabled).toBe(false);
    expect(values.breaker.cooldownMs).toBe(30_000);
  });

  it('names the triggers that are off the preset', () => {
    expect(triggersOffPreset({ preset: 'immediate', triggers: { server_error: { retries: 2 } } })).toEqual([
      'server_error',
    ]);
    expect(triggersOffPreset({})).toEqual([]);
  });
});
