import { TRIGGERS, type HopReason, type Trigger } from '@understudy/contract';
import type { CompiledChain, Step } from './step.ts';

const triggers: ReadonlySet<string> = new Set(TRIGGERS);

/** A context window that is known to be too small is the trigger of that name; the other skips are no triggers. */
function isTrigger(reason: HopReason): reason is Trigger {
  return triggers.has(reason);
}

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

  /** Moves on from a step that failed or was skipped for `reason`; null = no step is left or the rules forbid it. */
  advance(reason: HopReason): Step | null {
    const { maxDepth, triggers } = this.#chain.policy;
    if (this.#position >= maxDepth || (isTrigger(reason) && !triggers[reason].enabled)) return null;
    const list = this.#listFor(reason);
    const next = list.find((step) => !this.#tried.has(step.model));
    if (next === undefined) return null;
    this.#list = list;
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
