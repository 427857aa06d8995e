import type { Chain } from '../document/chain.ts';
import type { ConfigDocument } from '../document/document.ts';
import type { Model } from '../document/model.ts';
import type { Provider } from '../document/provider.ts';

/** A document with its entries by id. Of entries with one id the first counts; the duplicate is reported on its own. */
export interface DocumentIndex {
  readonly document: ConfigDocument;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly models: ReadonlyMap<string, Model>;
  /** Chain by the model it belongs to. */
  readonly chains: ReadonlyMap<string, Chain>;
}

function firstBy<T>(entries: readonly T[], key: (entry: T) => string): Map<string, T> {
  const map = new Map<string, T>();
  for (const entry of entries) {
    if (!map.has(key(entry))) map.set(key(entry), entry);
  }
  return map;
}

/** Indexes a document once for all rules. */
export function indexDocument(document: ConfigDocument): DocumentIndex {
  return {
    document,
    providers: firstBy(document.providers, (provider) => provider.id),
    models: firstBy(document.models, (model) => model.id),
    chains: firstBy(document.chains, (chain) => chain.model),
  };
}

/** A chain's lists of models. */
export const CHAIN_LISTS = ['fallbacks', 'contextWindowFallbacks', 'contentPolicyFallbacks'] as const;
export type ChainList = (typeof CHAIN_LISTS)[number];

/** One model that a chain names in one of its lists. */
export interface ChainStep {
  readonly list: ChainList;
  /** Place in the list, from 0. */
  readonly position: number;
  readonly model: string;
}

/** Every model that a chain's lists name, in order. */
export function chainSteps(chain: Chain): ChainStep[] {
  return CHAIN_LISTS.flatMap((list) => (chain[list] ?? []).map((model, position) => ({ list, position, model })));
}
