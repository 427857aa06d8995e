import type { ChainPolicy, EffectivePolicy, Trigger, TriggerRule } from '@understudy/contract';

type Written<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** `value` over `written`, without what says no more than `base` does; undefined = nothing is left to say. */
function over<T extends object>(written: Written<T> | undefined, value: Partial<T>, base: T): Partial<T> | undefined {
  const same = new Map<string, unknown>(Object.entries(base));
  const told = Object.entries<unknown>({ ...written, ...value }).filter(
    ([field, set]) => set !== undefined && set !== same.get(field),
  );
  // Every field is one of `T` with a value of its own.
  return told.length === 0 ? undefined : (Object.fromEntries(told) as Partial<T>);
}

function orNothing(policy: ChainPolicy): ChainPolicy | undefined {
  return Object.keys(policy).length === 0 ? undefined : policy;
}

function withTriggers(
  policy: ChainPolicy | undefined,
  triggers: NonNullable<ChainPolicy['triggers']>,
): ChainPolicy | undefined {
  const { triggers: _old, ...rest } = policy ?? {};
  return orNothing(Object.keys(triggers).length === 0 ? rest : { ...rest, triggers });
}

/**
 * The chain's own policy after a rule of one trigger was set. What equals `base`, the rules without the chain's own, is not
 * written down: it follows the policy from then on.
 */
export function setRule(
  policy: ChainPolicy | undefined,
  trigger: Trigger,
  value: Partial<TriggerRule>,
  base: EffectivePolicy,
): ChainPolicy | undefined {
  const { [trigger]: written, ...others } = policy?.triggers ?? {};
  const rule = over<TriggerRule>(written, value, base.triggers[trigger]);
  return withTriggers(policy, rule === undefined ? others : { ...others, [trigger]: rule });
}

/** The chain's own policy without a rule of its own for one trigger. */
export function resetRule(policy: ChainPolicy | undefined, trigger: Trigger): ChainPolicy | undefined {
  const { [trigger]: _reset, ...others } = policy?.triggers ?? {};
  return withTriggers(policy, others);
}

/** The chain's own policy after its depth was set. */
export function setDepth(
  policy: ChainPolicy | undefined,
  maxDepth: number,
  base: EffectivePolicy,
): ChainPolicy | undefined {
  const { maxDepth: _old, ...rest } = policy ?? {};
  return orNothing(maxDepth === base.maxDepth ? rest : { ...rest, maxDepth });
}
