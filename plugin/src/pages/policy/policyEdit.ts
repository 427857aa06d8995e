import type { BreakerSettings, Deadlines, Policy, PresetName, Trigger, TriggerRule } from '@understudy/contract';
import { presetValues, type PolicyValues } from './policyValues.ts';

/** Values of the policy that stand by themselves. */
export type PolicyScalar = 'jitter' | 'maxRetryAfterMs' | 'maxDepth' | 'maxCostMultiplier';

/** One thing that a person changed in the form. */
export type PolicyEdit =
  | { readonly kind: 'preset'; readonly value: PresetName }
  | { readonly kind: 'trigger'; readonly trigger: Trigger; readonly value: Partial<TriggerRule> }
  | { readonly kind: 'deadlines'; readonly value: Partial<Deadlines> }
  | { readonly kind: 'breaker'; readonly value: Partial<BreakerSettings> }
  | { readonly kind: 'scalars'; readonly value: Partial<Pick<PolicyValues, PolicyScalar>> };

/**
 * Lays `value` over `written` and leaves out what would say no more than `base` does: the document stays as short as what
 * it means. Undefined = nothing is left to say.
 */
function override<T extends object>(
  written: { readonly [Field in keyof T]?: T[Field] | undefined } | undefined,
  value: Partial<T>,
  base: T,
): Partial<T> | undefined {
  const merged = { ...written, ...value };
  const telling = Object.entries(merged).filter(([field, set]) => !(field in value) || set !== base[field as keyof T]);
  return telling.length === 0 ? undefined : (Object.fromEntries(telling) as Partial<T>);
}

function without<T extends object, K extends keyof T>(from: T, field: K): Omit<T, K> {
  const { [field]: _dropped, ...rest } = from;
  return rest;
}

function editTrigger(policy: Policy, trigger: Trigger, value: Partial<TriggerRule>): Policy {
  const rule = override(policy.triggers?.[trigger], value, presetValues(policy).triggers[trigger]);
  const others = without(policy.triggers ?? {}, trigger);
  const triggers = rule === undefined ? others : { ...others, [trigger]: rule };
  return Object.keys(triggers).length === 0 ? without(policy, 'triggers') : { ...policy, triggers };
}

function editGroup(policy: Policy, group: 'deadlines' | 'breaker', value: object): Policy {
  const fields = override<object>(policy[group], value, presetValues(policy)[group]);
  return fields === undefined ? without(policy, group) : { ...policy, [group]: fields };
}

/** The policy after one edit. */
export function editPolicy(policy: Policy, edit: PolicyEdit): Policy {
  switch (edit.kind) {
    case 'preset':
      return edit.value === 'patient' ? without(policy, 'preset') : { ...policy, preset: edit.value };
    case 'trigger':
      return editTrigger(policy, edit.trigger, edit.value);
    case 'deadlines':
    case 'breaker':
      return editGroup(policy, edit.kind, edit.value);
    case 'scalars': {
      const { preset, triggers, deadlines, breaker, ...scalars } = policy;
      const structure = { ...(preset && { preset }), ...(triggers && { triggers }) };
      const groups = { ...(deadlines && { deadlines }), ...(breaker && { breaker }) };
      const base: Partial<PolicyValues> = presetValues(policy);
      return { ...structure, ...override<object>(scalars, edit.value, base), ...groups };
    }
  }
}
