import { TRIGGERS, type Policy } from '@understudy/contract';
import type { PolicyEdit, PolicyScalar } from './policyEdit.ts';
import { policyValues, type PolicyValues } from './policyValues.ts';

/** A value of the form, as one text: `triggers.rate_limit.retries`. */
export type PolicyPath = string;

/** One value that differs, with the edit that takes it back. */
export interface PolicyChange {
  readonly path: PolicyPath;
  readonly before: unknown;
  readonly after: unknown;
  readonly edit: PolicyEdit;
  readonly undo: PolicyEdit;
}

const SCALARS: readonly PolicyScalar[] = ['jitter', 'maxRetryAfterMs', 'maxDepth', 'maxCostMultiplier'];
const RULE_FIELDS = ['enabled', 'retries', 'backoffFactor'] as const;

function changed(
  path: PolicyPath,
  before: unknown,
  after: unknown,
  edit: (value: never) => PolicyEdit,
): PolicyChange[] {
  if (Object.is(before, after)) return [];
  return [{ path, before, after, edit: edit(after as never), undo: edit(before as never) }];
}

function fieldsOf(group: 'deadlines' | 'breaker', before: PolicyValues, after: PolicyValues): PolicyChange[] {
  const was: Readonly<Record<string, unknown>> = { ...before[group] };
  const is: Readonly<Record<string, unknown>> = { ...after[group] };
  return Object.keys(is).flatMap((field) =>
    changed(`${group}.${field}`, was[field], is[field], (value) => ({ kind: group, value: { [field]: value } })),
  );
}

/** Every value that differs between what two policies mean, in the order of the form. */
export function policyChanges(saved: Policy, draft: Policy): readonly PolicyChange[] {
  const before = policyValues(saved);
  const after = policyValues(draft);
  return [
    ...changed('preset', before.preset, after.preset, (value) => ({ kind: 'preset', value })),
    ...TRIGGERS.flatMap((trigger) =>
      RULE_FIELDS.flatMap((field) =>
        changed(
          `triggers.${trigger}.${field}`,
          before.triggers[trigger][field],
          after.triggers[trigger][field],
          (value) => ({ kind: 'trigger', trigger, value: { [field]: value } }),
        ),
      ),
    ),
    ...SCALARS.flatMap((field) =>
      changed(field, before[field], after[field], (value) => ({ kind: 'scalars', value: { [field]: value } })),
    ),
    ...fieldsOf('breaker', before, after),
    ...fieldsOf('deadlines', before, after),
  ];
}

/** What `mine` changed of `base`, laid over `theirs`: after somebody else saved meanwhile. */
export function rebasePolicy(
  base: Policy,
  mine: Policy,
  theirs: Policy,
  edit: (p: Policy, e: PolicyEdit) => Policy,
): Policy {
  return policyChanges(base, mine).reduce((policy, change) => edit(policy, change.edit), theirs);
}
