import { chainSteps, type ConfigDocument, type Model } from '@understudy/contract';

/** What lists of the registry look up, made once for a document. */
export interface RegistryIndex {
  readonly byId: ReadonlyMap<string, Model>;
  /** Models by provider. */
  readonly models: ReadonlyMap<string, readonly Model[]>;
  /** Models whose chains use a model, its own included. */
  readonly chains: ReadonlyMap<string, readonly string[]>;
}

const made = new WeakMap<ConfigDocument, RegistryIndex>();

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The index of a document that does not change any more. */
export function registryIndex(document: ConfigDocument): RegistryIndex {
  const known = made.get(document);
  if (known !== undefined) return known;
  const models = new Map<string, Model[]>();
  for (const model of document.models) push(models, model.provider, model);
  const chains = new Map<string, string[]>();
  for (const chain of document.chains) {
    const used = new Set([chain.model, ...chainSteps(chain).map(({ model }) => model)]);
    for (const model of used) push(chains, model, chain.model);
  }
  const index = { byId: new Map(document.models.map((model) => [model.id, model])), models, chains };
  made.set(document, index);
  return index;
}
