import {
  breakerSettings,
  effectivePolicy,
  TRIGGERS,
  type BreakerSettings,
  type Deadlines,
  type Policy,
  type PresetName,
  type Trigger,
  type TriggerRule,
} from '@understudy/contract';

/** The policy with every value filled in: what the form shows. */
export interface PolicyValues {
  readonly preset: PresetName;
  readonly triggers: Readonly<Record<Trigger, TriggerRule>>;
  readonly jitter: boolean;
  readonly maxRetryAfterMs: number;
  readonly maxDepth: number;
  readonly maxCostMultiplier: number | null;
  readonly deadlines: Deadlines;
  readonly breaker: BreakerSettings;
}

/** Every value that is in force under `policy`. */
export function policyValues(policy: Policy): PolicyValues {
  const { triggers, jitter, maxRetryAfterMs, maxDepth, maxCostMultiplier, deadlines } = effectivePolicy(
    policy,
    undefined,
  );
  return {
    preset: policy.preset ?? 'patient',
    triggers,
    jitter,
    maxRetryAfterMs,
    maxDepth,
    maxCostMultiplier,
    deadlines,
    breaker: breakerSettings(policy, {}),
  };
}

/** What the preset of `policy` says by itself. */
export function presetValues(policy: Policy): PolicyValues {
  return policyValues(policy.preset === undefined ? {} : { preset: policy.preset });
}

function sameRule(a: TriggerRule, b: TriggerRule): boolean {
  return a.enabled === b.enabled && a.retries === b.retries && a.backoffFactor === b.backoffFactor;
}

/** Triggers whose rule is another than the preset's. */
export function triggersOffPreset(policy: Policy): readonly Trigger[] {
  const now = policyValues(policy).triggers;
  const preset = presetValues(policy).triggers;
  return TRIGGERS.filter((trigger) => !sameRule(now[trigger], preset[trigger]));
}
