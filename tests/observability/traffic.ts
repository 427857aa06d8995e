/** Requests to one model, over and over. */
export interface Lane {
  readonly model: string;
  readonly stream: boolean;
}

/**
 * Asks models at a steady pace, whatever becomes of the answers: how many came is seen in the metrics. A request that
 * gets no answer at all while the agent is to be up is an error.
 */
export class Traffic {
  readonly #url: string;
  readonly #everyMs: number;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #open = new Set<Promise<void>>();
  readonly #failures: unknown[] = [];

  /** @param url of the data plane, without `/v1` */
  constructor(url: string, everyMs: number) {
    this.#url = url;
    this.#everyMs = everyMs;
  }

  /** Asks once and reads the answer, whatever its status. */
  async ask({ model, stream }: Lane): Promise<void> {
    const response = await fetch(`${this.#url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model, stream, messages: [{ role: 'user', content: 'What is new in the world?' }] }),
    });
    // A stream that its provider breaks off is part of the story.
    await response.text().catch((error: unknown) => {
      if (!stream) throw error;
    });
  }

  start(lanes: readonly Lane[]): void {
    for (const lane of lanes) {
      const timer = setInterval(() => {
        const request: Promise<void> = this.ask(lane)
          .catch((error: unknown) => void this.#failures.push(error))
          .finally(() => void this.#open.delete(request));
        this.#open.add(request);
      }, this.#everyMs);
      this.#timers.set(lane.model, timer);
    }
  }

  /** Ends the lane of a model. */
  stop(model: string): void {
    clearInterval(this.#timers.get(model));
    this.#timers.delete(model);
  }

  /** Ends every lane and waits for the answers that are still to come. */
  async end(): Promise<void> {
    for (const model of [...this.#timers.keys()]) this.stop(model);
    await Promise.all(this.#open);
    if (this.#failures.length > 0) throw new AggregateError(this.#failures, 'requests without an answer');
  }
}
