import {
  DEFAULT_DEADLINES,
  REASONING_DEADLINES,
  TRIGGERS,
  effectivePolicy,
  retrySchedule,
  type Chain,
  type EffectivePolicy,
  type Model,
  type Policy,
  type PresetName,
  type Trigger,
  type TriggerRule,
} from '@understudy/contract';

/** What a chain does with a request whose primary fails, in the terms of its page. */
export interface ChainBehaviour {
  readonly preset: PresetName;
  /** The chain names a preset of its own. */
  readonly ownPreset: boolean;
  /** The chain has rules over its preset. */
  readonly ownRules: boolean;
  readonly retriesFirst: readonly Trigger[];
  readonly fallsBackAtOnce: readonly Trigger[];
  readonly neverFallsBack: readonly Trigger[];
  /** Of the trigger that waits longest before the fallback, as far as the request's deadline lets it. */
  readonly rule: Pick<TriggerRule, 'retries' | 'backoffFactor'>;
  /** All waits of `rule` in milliseconds. */
  readonly waitedMs: number;
  /** Triggers that retry wait differently, so that `rule` is the most. */
  readonly waitsDiffer: boolean;
  readonly jitter: boolean;
  /** Number of the last step that is tried; 0 = the primary alone. */
  readonly lastStep: number;
  /** Longest that a request may take, waits and hops included. */
  readonly totalMs: number;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A wait that would pass the deadline of the request is not begun: the next step follows at once. */
function withinDeadline({ retries, backoffFactor }: TriggerRule, totalMs: number): ChainBehaviour['rule'] {
  const waits = retrySchedule({ retries, backoffFactor });
  const begun = waits.filter((_, at) => sum(waits.slice(0, at + 1)) < totalMs);
  return { retries: begun.length, backoffFactor };
}

function waitedBy(rule: ChainBehaviour['rule']): number {
  return sum(retrySchedule(rule));
}

const AT_ONCE: ChainBehaviour['rule'] = { retries: 0, backoffFactor: 1 };

/** The rules that a chain of `model` follows. */
export function chainRules(
  policy: Policy | undefined,
  chain: Chain,
  model: Pick<Model, 'capabilities'> | undefined,
): EffectivePolicy {
  const thinks = model?.capabilities?.includes('reasoning') ?? false;
  return effectivePolicy(policy, chain, thinks ? REASONING_DEADLINES : DEFAULT_DEADLINES);
}

/** Says what a chain does; every number is the contract's own. */
export function chainBehaviour(
  policy: Policy | undefined,
  chain: Chain,
  model: Pick<Model, 'capabilities'> | undefined,
): ChainBehaviour {
  const rules = chainRules(policy, chain, model);
  const { totalMs } = rules.deadlines;
  const on = TRIGGERS.filter((trigger) => rules.triggers[trigger].enabled);
  const retriesFirst = on.filter((trigger) => rules.triggers[trigger].retries > 0);
  const schedules = retriesFirst.map((trigger) => withinDeadline(rules.triggers[trigger], totalMs));
  const longest = schedules.reduce((best, rule) => (waitedBy(rule) > waitedBy(best) ? rule : best), AT_ONCE);
  return {
    preset: chain.preset ?? policy?.preset ?? 'patient',
    ownPreset: chain.preset !== undefined,
    ownRules: Object.keys(chain.policy ?? {}).length > 0,
    retriesFirst,
    fallsBackAtOnce: on.filter((trigger) => !retriesFirst.includes(trigger)),
    neverFallsBack: TRIGGERS.filter((trigger) => !rules.triggers[trigger].enabled),
    rule: longest,
    waitedMs: waitedBy(longest),
    waitsDiffer: schedules.some((rule) => waitedBy(rule) !== waitedBy(longest)),
    jitter: rules.jitter,
    lastStep: chain.enabled === false ? 0 : Math.min(rules.maxDepth, chain.fallbacks.length),
    totalMs,
  };
}
