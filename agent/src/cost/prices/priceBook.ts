import type {
  ConfigDocument,
  Model,
  Price,
  PriceChange,
  PriceEntry,
  PriceSnapshotInfo,
  Provider,
} from '@understudy/contract';
import { References } from './findReference.ts';
import type { PriceSnapshot } from './priceSnapshot.ts';

const DAY_MS = 86_400_000;

export interface PriceBookPorts {
  readonly snapshot: PriceSnapshot;
  /** ISO 8601 time since which a model's price is in force; null = unknown. */
  readonly since: (model: string) => string | null;
  /** Epoch ms. */
  readonly now: () => number;
}

/** What a sync would do. */
export interface SyncPlan {
  readonly changes: readonly PriceChange[];
  /** Models without a price that the reference data do not know either. */
  readonly unknown: readonly string[];
  /** The document with the prices in it; the same object where nothing changes. */
  readonly document: ConfigDocument;
}

function samePrice(a: Price, b: Price): boolean {
  return (
    a.input === b.input && a.output === b.output && a.cachedInput === b.cachedInput && a.cacheWrite === b.cacheWrite
  );
}

function ageDays(at: string | null, now: number): number | null {
  return at === null ? null : Math.max(0, Math.round(((now - Date.parse(at)) / DAY_MS) * 100) / 100);
}

/** Prices of a document beside what the reference data say. The document's own price always wins. */
export class PriceBook {
  readonly #ports: PriceBookPorts;
  readonly #references: References;

  constructor(ports: PriceBookPorts) {
    this.#ports = ports;
    this.#references = new References(ports.snapshot);
  }

  /** Which reference data are in use. */
  get snapshot(): PriceSnapshotInfo {
    const { source, date, vendors } = this.#ports.snapshot;
    const models = vendors.reduce((sum, vendor) => sum + vendor.models.length, 0);
    return { source, date, ageDays: ageDays(date, this.#ports.now()) ?? 0, models };
  }

  /** One model's line of the book. */
  entry(model: Model, provider: Provider | undefined): PriceEntry {
    const reference =
      provider === undefined || provider.location === 'local' ? null : this.#references.of(provider, model);
    const price = model.price ?? null;
    const same = price !== null && reference !== null && samePrice(price, reference.price);
    const since = price === null ? null : this.#ports.since(model.id);
    return {
      model: model.id,
      displayName: model.displayName ?? model.id,
      provider: model.provider,
      upstreamModel: model.upstreamModel ?? model.id,
      local: provider?.location === 'local',
      price,
      source: price === null ? 'none' : same ? 'snapshot' : 'document',
      since,
      ageDays: ageDays(since, this.#ports.now()),
      reference,
      differs: price !== null && reference !== null && !same,
    };
  }

  /** The lines of models one by one: to look a model up for the first time takes some tens of microseconds. */
  *entries({ providers }: Pick<ConfigDocument, 'providers'>, models: Iterable<Model>): Generator<PriceEntry> {
    const byId = new Map(providers.map((provider) => [provider.id, provider]));
    for (const model of models) yield this.entry(model, byId.get(model.provider));
  }

  /**
   * What taking the reference prices over would change. Local models cost 0 and are left alone.
   * @param overwrite also models that have a price
   * @param only these models; absent = all
   */
  plan(document: ConfigDocument, overwrite: boolean, only?: ReadonlySet<string>): SyncPlan {
    const providers = new Map(document.providers.map((provider) => [provider.id, provider]));
    const changes: PriceChange[] = [];
    const unknown: string[] = [];
    const models = document.models.map((model) => {
      if (only && !only.has(model.id)) return model;
      const { price: before, reference, local } = this.entry(model, providers.get(model.provider));
      if (local) return model;
      if (reference === null) {
        if (before === null) unknown.push(model.id);
        return model;
      }
      if (before !== null && (!overwrite || samePrice(before, reference.price))) return model;
      changes.push({ model: model.id, before, after: reference.price, reference });
      return { ...model, price: reference.price };
    });
    return { changes, unknown, document: changes.length === 0 ? document : { ...document, models } };
  }
}
