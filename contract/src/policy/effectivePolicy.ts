import type { Chain } from '../document/chain.ts';
import type { ChainPolicy, Policy, PresetName } from '../document/policy.ts';
import { RETRYABLE_TRIGGERS, TRIGGERS, isRetryable, type Trigger } from '../triggers.ts';

/** What one trigger does, every field present. `backoffFactor` in seconds ^ n. */
export interface TriggerRule {
  readonly enabled: boolean;
  readonly retries: number;
  readonly backoffFactor: number;
}

/** Milliseconds, every field present. */
export interface Deadlines {
  readonly connectMs: number;
  readonly firstTokenMs: number;
  readonly idleMs: number;
  readonly attemptMs: number;
  readonly totalMs: number;
}

/** Every rule that one chain's requests follow. */
export interface EffectivePolicy {
  readonly triggers: Readonly<Record<Trigger, TriggerRule>>;
  readonly jitter: boolean;
  readonly maxRetryAfterMs: number;
  readonly maxDepth: number;
  readonly maxCostMultiplier: number | null;
  readonly continueStream: boolean;
  readonly deadlines: Deadlines;
}

/** Defaults of configuration.md, `policy.deadlines`. */
export const DEFAULT_DEADLINES: Deadlines = {
  connectMs: 5_000,
  firstTokenMs: 30_000,
  idleMs: 30_000,
  attemptMs: 120_000,
  totalMs: 300_000,
};

/** Defaults for models with capability `reasoning`, which think before the first token. */
export const REASONING_DEADLINES: Deadlines = {
  ...DEFAULT_DEADLINES,
  firstTokenMs: 300_000,
  attemptMs: 300_000,
  totalMs: 600_000,
};

const PRESET_RETRIES: Readonly<Record<PresetName, number>> = { patient: 3, immediate: 0, single: 0 };

/** A preset as the policy fields that it sets. */
export function presetPolicy(name: PresetName): ChainPolicy {
  const retries = PRESET_RETRIES[name];
  const rule = name === 'patient' ? { retries, backoffFactor: 2 } : { retries };
  const triggers = Object.fromEntries(RETRYABLE_TRIGGERS.map((trigger) => [trigger, rule]));
  return name === 'single' ? { triggers, maxDepth: 1 } : { triggers };
}

const DEFAULT_DEPTH = 9;

/** `maxDepth` of `effectivePolicy` alone: a check of many chains needs no more. */
export function effectiveDepth(
  policy: Pick<Policy, 'preset' | 'maxDepth'> | undefined,
  chain: Pick<Chain, 'preset' | 'policy'>,
): number {
  const own = chain.preset === undefined ? undefined : presetPolicy(chain.preset).maxDepth;
  const inherited = chain.preset === undefined && policy?.preset ? presetPolicy(policy.preset).maxDepth : undefined;
  return chain.policy?.maxDepth ?? own ?? policy?.maxDepth ?? inherited ?? DEFAULT_DEPTH;
}

function defaultRule(trigger: Trigger): TriggerRule {
  return { enabled: trigger !== 'content_policy', retries: isRetryable(trigger) ? 3 : 0, backoffFactor: 2 };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function overlay<T extends object>(base: T, over: Defined<T> | Partial<T> | undefined): T {
  if (over === undefined) return base;
  const set = Object.fromEntries(Object.entries(over).filter(([, value]) => value !== undefined));
  return { ...base, ...set };
}

function applyLayer(base: EffectivePolicy, layer: ChainPolicy | undefined): EffectivePolicy {
  if (layer === undefined) return base;
  const { triggers, deadlines, ...scalars } = layer;
  const merged: Record<Trigger, TriggerRule> = { ...base.triggers };
  for (const trigger of TRIGGERS) {
    merged[trigger] = overlay(base.triggers[trigger], triggers?.[trigger] as Partial<TriggerRule> | undefined);
  }
  return {
    ...overlay(base, scalars as Partial<EffectivePolicy>),
    triggers: merged,
    deadlines: overlay(base.deadlines, deadlines as Partial<Deadlines> | undefined),
  };
}

function defaults(deadlines: Deadlines): EffectivePolicy {
  return {
    triggers: Object.fromEntries(TRIGGERS.map((trigger) => [trigger, defaultRule(trigger)])) as Record<
      Trigger,
      TriggerRule
    >,
    jitter: false,
    maxRetryAfterMs: 30_000,
    maxDepth: DEFAULT_DEPTH,
    maxCostMultiplier: null,
    continueStream: false,
    deadlines,
  };
}

/**
 * The rules for one chain: defaults ← the policy's preset ← policy ← the chain's preset ← the chain's own policy, field by
 * field. A non-empty special list turns its trigger on for the chain.
 * @param deadlines the defaults to start from: `REASONING_DEADLINES` for a model with capability `reasoning`
 */
export function effectivePolicy(
  policy: Policy | undefined,
  chain: Pick<Chain, 'preset' | 'policy' | 'contentPolicyFallbacks' | 'contextWindowFallbacks'> | undefined,
  deadlines: Deadlines = DEFAULT_DEADLINES,
): EffectivePolicy {
  const { preset, breaker: _breaker, ...global } = policy ?? {};
  // A chain that names a preset of its own takes nothing of the policy's: `patient` is not bound by the depth of `single`.
  const base = chain?.preset === undefined ? preset : undefined;
  let result = applyLayer(defaults(deadlines), base === undefined ? undefined : presetPolicy(base));
  result = applyLayer(result, global);
  result = applyLayer(result, chain?.preset === undefined ? undefined : presetPolicy(chain.preset));
  result = applyLayer(result, chain?.policy);
  if (chain?.contentPolicyFallbacks?.length) result = enable(result, 'content_policy');
  if (chain?.contextWindowFallbacks?.length) result = enable(result, 'context_window');
  return result;
}

function enable(policy: EffectivePolicy, trigger: Trigger): EffectivePolicy {
  return { ...policy, triggers: { ...policy.triggers, [trigger]: { ...policy.triggers[trigger], enabled: true } } };
}
