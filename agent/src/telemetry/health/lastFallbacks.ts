import type { AgentEvent } from '@understudy/contract';

/** The last request that left the primary of a chain. */
export interface LastFallback {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly trigger: string;
  /** Null = the whole chain failed. */
  readonly servedModel: string | null;
}

/** The last fallback of each requested model, from the events, stored ones included. */
export class LastFallbacks {
  readonly #byModel = new Map<string, LastFallback>();

  /** Takes an event; others than fallen-back requests say nothing. */
  note(event: AgentEvent): void {
    if (event.kind !== 'request' || event.trigger === null) return;
    const { model, at, trigger, servedModel } = event;
    const known = this.#byModel.get(model);
    if (known === undefined || known.at <= at) this.#byModel.set(model, { at, trigger, servedModel });
  }

  of(model: string): LastFallback | null {
    return this.#byModel.get(model) ?? null;
  }

  /** Forgets models that left the configuration. */
  keepOnly(models: ReadonlySet<string>): void {
    for (const model of this.#byModel.keys()) if (!models.has(model)) this.#byModel.delete(model);
  }
}
