import type { BreakerSettings, Capability, Deadlines, DialectName, EffectivePolicy, Price } from '@understudy/contract';

/** A model as the engine calls it: one place in a compiled chain. Immutable; made anew when the configuration changes. */
export interface Step {
  /** Registry id of the model. */
  readonly model: string;
  readonly provider: string;
  /** The provider's own name for the model. */
  readonly upstreamModel: string;
  readonly dialect: DialectName;
  /** Key of the breaker: provider and upstream model. */
  readonly target: string;
  /** False where the model or its provider is disabled or has no usable credential. */
  readonly callable: boolean;
  /** Why it is not callable, for people; empty when callable. */
  readonly blockedBy: string;
  /** Declared capabilities; null = unknown, which never skips the step. */
  readonly capabilities: ReadonlySet<Capability> | null;
  /** Tokens; null = unknown. */
  readonly contextWindow: number | null;
  /** USD per 1M tokens; null = unknown. A local model costs 0. */
  readonly price: Price | null;
  readonly deadlines: Deadlines;
  readonly breaker: BreakerSettings;
}

/** What happens when one model is asked for, resolved to steps. */
export interface CompiledChain {
  readonly model: string;
  /** Step 0 is the primary. */
  readonly steps: readonly Step[];
  /** Own list for `context_window`; null = `steps` serve it. */
  readonly contextWindow: readonly Step[] | null;
  readonly contentPolicy: readonly Step[] | null;
  readonly policy: EffectivePolicy;
}

/** The configuration as the hot path reads it: swapped whole, never changed. */
export interface Snapshot {
  readonly revision: number;
  /** Every enabled or disabled registry entry that can be asked for, with its chain (alone where it has none). */
  readonly chains: ReadonlyMap<string, CompiledChain>;
  /** A chain for `model` with these fallbacks instead of its own (`x-understudy-fallbacks`); null = an id is unknown. */
  override(model: string, fallbacks: readonly string[]): CompiledChain | null;
}
