import type { HopReason, Trigger } from '@understudy/contract';
import type { CompiledChain, Step } from './step.ts';

const SKIPS: ReadonlySet<HopReason> = new Set(['capability', 'disabled', 'cost']);

/**
 * The way of one request through its chain: flat, every model at most once, `maxDepth` hops at most. A context-window or
 * content-policy failure goes on in its own list where the chain has one.
 */
export class ChainRoute {
  readonly #chain: CompiledChain;
  readonly #tried = new Set<string>();
  #list: readonly Step[];
  #current: Step;
  #position = 0;

  constructor(chain: CompiledChain, primary: Step) {
    this.#chain = chain;
    this.#list = chain.steps;
    this.#current = primary;
    this.#tried.add(primary.model);
  }

  get current(): Step {
    return this.#current;
  }

  /** Hops so far; 0 = at the primary. */
  get position(): number {
    return this.#position;
  }

  /** The step that a failure for `reason` would lead to; null = none is left or the rules forbid it. Does not move. */
  peek(reason: HopReason): Step | null {
    if (this.#position >= this.#chain.policy.maxDepth) return null;
    if (!SKIPS.has(reason) && !this.#chain.policy.triggers[reason as Trigger].enabled) return null;
    return this.#listFor(reason).find((step) => !this.#tried.has(step.model)) ?? null;
  }

  /** Moves on; answers the new step or null as `peek` does. */
  advance(reason: HopReason): Step | null {
    const next = this.peek(reason);
    if (next === null) return null;
    this.#list = this.#listFor(reason);
    this.#current = next;
    this.#tried.add(next.model);
    this.#position++;
    return next;
  }

  #listFor(reason: HopReason): readonly Step[] {
    if (reason === 'context_window') return this.#chain.contextWindow ?? this.#list;
    if (reason === 'content_policy') return this.#chain.contentPolicy ?? this.#list;
    return this.#list;
  }
}
