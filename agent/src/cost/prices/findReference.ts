import type { Model, Provider, ReferencePrice } from '@understudy/contract';
import { matchesName, patternOf } from './matchLogic.ts';
import type { PriceSnapshot, SnapshotModel, SnapshotVendor } from './priceSnapshot.ts';

/** Vendors whose dialect says who they are, wherever a gateway in front of them may stand. */
const BY_DIALECT: Readonly<Record<string, string>> = {
  anthropic: 'anthropic',
  google: 'google',
  'azure-openai': 'azure',
};

function speaksTo(vendor: SnapshotVendor, baseUrl: string): boolean {
  return patternOf(vendor.apiPattern)?.test(baseUrl) === true;
}

function vendorOf(snapshot: PriceSnapshot, provider: Provider): SnapshotVendor | undefined {
  const { vendors } = snapshot;
  return (
    vendors.find((vendor) => speaksTo(vendor, provider.baseUrl)) ??
    vendors.find(({ id }) => id === provider.id) ??
    vendors.find(({ id }) => id === BY_DIALECT[provider.dialect])
  );
}

function modelOf(vendor: SnapshotVendor | undefined, name: string): SnapshotModel | undefined {
  return vendor?.models.find(({ id }) => id === name) ?? vendor?.models.find(({ match }) => matchesName(match, name));
}

/** A gateway's `vendor/model`: the vendor is in the name. */
function gatewayModel(snapshot: PriceSnapshot, name: string): [SnapshotVendor, SnapshotModel] | undefined {
  const slash = name.indexOf('/');
  if (slash < 0) return undefined;
  const vendor = snapshot.vendors.find(({ id }) => id === name.slice(0, slash));
  const model = modelOf(vendor, name.slice(slash + 1));
  return vendor === undefined || model === undefined ? undefined : [vendor, model];
}

/** Reference prices of models, by provider and upstream name. A vendor is never guessed from a model's name alone. */
export class References {
  readonly #snapshot: PriceSnapshot;
  readonly #vendors = new Map<string, SnapshotVendor | undefined>();
  readonly #found = new Map<string, ReferencePrice | null>();

  constructor(snapshot: PriceSnapshot) {
    this.#snapshot = snapshot;
  }

  /** What the data say of a model; null = they don't know it. */
  of(provider: Provider, model: Pick<Model, 'id' | 'upstreamModel'>): ReferencePrice | null {
    const name = model.upstreamModel ?? model.id;
    const key = JSON.stringify([provider.id, provider.dialect, provider.baseUrl, name]);
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    // Bounded, though a document that is edited for months names ever new models.
    if (this.#found.size > 50_000) this.#found.clear();
    const found = this.#find(provider, name);
    this.#found.set(key, found);
    return found;
  }

  #find(provider: Provider, name: string): ReferencePrice | null {
    const vendor = this.#vendorOf(provider);
    const own = modelOf(vendor, name);
    const [by, model] =
      vendor !== undefined && own !== undefined ? [vendor, own] : (gatewayModel(this.#snapshot, name) ?? []);
    if (by === undefined || model === undefined) return null;
    return {
      price: model.price,
      vendor: by.id,
      vendorModel: model.id,
      tiered: model.tiered === true,
      ...(model.contextWindow === undefined ? {} : { contextWindow: model.contextWindow }),
    };
  }

  #vendorOf(provider: Provider): SnapshotVendor | undefined {
    const key = `${provider.id} ${provider.dialect} ${provider.baseUrl}`;
    if (!this.#vendors.has(key)) this.#vendors.set(key, vendorOf(this.#snapshot, provider));
    return this.#vendors.get(key);
  }
}
