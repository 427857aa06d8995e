import type { ConfigDocument, Price } from '@understudy/contract';
import { z } from 'zod';

const recordSchema = z.record(z.string(), z.strictObject({ price: z.string(), since: z.iso.datetime() }));
type AgeRecord = z.infer<typeof recordSchema>;

export interface PriceAgesPorts {
  /** What `save` was given last; undefined = nothing yet, or unreadable. */
  readonly saved: unknown;
  /** Keeps the record; must not throw. */
  readonly save: (record: unknown) => void;
  /** ISO 8601, UTC. */
  readonly now: () => string;
}

function keyOf({ input, output, cachedInput, cacheWrite }: Price): string {
  return JSON.stringify([input, output, cachedInput ?? null, cacheWrite ?? null]);
}

/**
 * Since when each model's price is in force. A record beside the history: the document holds no times, and to read every
 * revision at a start would take long. A price that the record does not know is taken to be as old as the revision.
 */
export class PriceAges {
  readonly #ports: PriceAgesPorts;
  #record: AgeRecord;
  #updatedAt: number | null = null;

  constructor(ports: PriceAgesPorts) {
    const parsed = recordSchema.safeParse(ports.saved);
    this.#ports = ports;
    this.#record = parsed.success ? parsed.data : {};
  }

  /** Epoch ms at which a price last changed; null = there is no price. */
  get updatedAt(): number | null {
    return this.#updatedAt;
  }

  /** Takes over the document in force. `at` is the time of its revision; default now. */
  follow(document: ConfigDocument, at: string = this.#ports.now()): void {
    const before = new Map(Object.entries(this.#record));
    const entries = document.models.flatMap(({ id, price }) => {
      if (price === undefined) return [];
      const key = keyOf(price);
      const known = before.get(id);
      return [[id, { price: key, since: known?.price === key ? known.since : at }] as const];
    });
    const changed =
      entries.length !== before.size || entries.some(([id, { since }]) => before.get(id)?.since !== since);
    this.#record = Object.fromEntries(entries);
    this.#updatedAt = entries.length === 0 ? null : Math.max(...entries.map(([, { since }]) => Date.parse(since)));
    if (changed) this.#ports.save(this.#record);
  }

  /** ISO 8601 time since which the model has its price; null = it has none. */
  since(model: string): string | null {
    return Object.hasOwn(this.#record, model) ? (this.#record[model]?.since ?? null) : null;
  }
}
