/** Requests being served, by label of their model. */
export class Inflight {
  readonly #models = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  started(requestId: string, model: string): void {
    if (this.#models.has(requestId)) return;
    this.#models.set(requestId, model);
    this.#counts.set(model, (this.#counts.get(model) ?? 0) + 1);
  }

  /** Does nothing for a request that never started (one refused before any route) or has ended already. */
  ended(requestId: string): void {
    const model = this.#models.get(requestId);
    if (model === undefined) return;
    this.#models.delete(requestId);
    this.#counts.set(model, (this.#counts.get(model) ?? 1) - 1);
  }

  counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** Forgets models that have no request left and that `keep` doesn't name. */
  prune(keep: (model: string) => boolean): void {
    for (const [model, count] of this.#counts) {
      if (count === 0 && !keep(model)) this.#counts.delete(model);
    }
  }
}
