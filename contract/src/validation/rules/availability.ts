import type { Chain } from '../../document/chain.ts';
import type { ConfigDocument } from '../../document/document.ts';
import { declaresCredential } from '../../document/declaresCredential.ts';
import type { Provider } from '../../document/provider.ts';
import type { CheckOptions } from '../checkOptions.ts';
import { chainSteps, type DocumentIndex } from '../documentIndex.ts';
import { aboutSteps, errorAt, warningAt, type Finding, type FindingPlace, type FindingText } from '../finding.ts';

const MAX_CHAINS_TOLD = 10;

interface Use {
  readonly chain: string;
  readonly path: string;
  readonly place: FindingPlace;
  readonly newlyAdded: boolean;
}

interface Unusable {
  readonly code: string;
  /** Where it was switched off. */
  readonly path: string;
  /** Begins a sentence: `model x is disabled`. */
  readonly what: string;
  /** The same in a few words: `x is disabled`, `mistral has no key`. */
  readonly short: string;
  readonly fix: string;
}

function usesOf(chain: Chain, at: number): { model: string; path: string; place: FindingPlace }[] {
  const own: FindingPlace = { chain: chain.model, list: 'fallbacks', step: 0 };
  return [
    { model: chain.model, path: `chains[${at}].model`, place: own },
    ...chainSteps(chain).map(({ list, position, model }) => ({
      model,
      path: `chains[${at}].${list}[${position}]`,
      place: { chain: chain.model, list, step: position + 1 },
    })),
  ];
}

function membership(document: ConfigDocument | undefined): ReadonlySet<string> {
  const chains = document?.chains ?? [];
  return new Set(chains.flatMap((chain, at) => usesOf(chain, at).map(({ model }) => `${chain.model} ${model}`)));
}

function unusableReason(
  index: DocumentIndex,
  id: string,
  hasCredential: (provider: Provider) => boolean,
): Unusable | undefined {
  const model = index.models.get(id);
  const provider = model && index.providers.get(model.provider);
  if (model === undefined || provider === undefined) return undefined;
  if (model.enabled === false) {
    const path = `models[${index.document.models.indexOf(model)}].enabled`;
    const short = `${id} is disabled`;
    return { code: 'disabled_model', path, what: `model ${id} is disabled`, short, fix: `enable model ${id}` };
  }
  const at = `providers[${index.document.providers.indexOf(provider)}]`;
  if (provider.enabled === false) {
    const what = `provider ${provider.id} is disabled`;
    const short = `${provider.id} is disabled`;
    return { code: 'disabled_provider', path: `${at}.enabled`, what, short, fix: `enable provider ${provider.id}` };
  }
  if (provider.location === 'local' || hasCredential(provider)) return undefined;
  const what = `provider ${provider.id} has no usable credential`;
  const fix = `give provider ${provider.id} a credential that can be read now`;
  return { code: 'no_credential', path: `${at}.apiKey`, what, short: `${provider.id} has no key`, fix };
}

function told(chains: readonly string[]): string {
  const more = chains.length - MAX_CHAINS_TOLD;
  return chains.slice(0, MAX_CHAINS_TOLD).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function warningFor(reason: Unusable, uses: readonly Use[]): Finding {
  const chains = [...new Set(uses.map((use) => use.chain))];
  const text: FindingText = {
    code: reason.code,
    path: reason.path,
    message: `${reason.what}; it is skipped in the ${chains.length === 1 ? 'chain' : 'chains'} of ${told(chains)}`,
    fix: `Take it out of these chains, or ${reason.fix}.`,
    short: `${reason.short}: this step is skipped.`,
    ...aboutSteps(uses.map(({ place }) => place)),
  };
  return warningAt(text);
}

/**
 * Disabled models and providers, and providers without a usable credential, that chains name: an error where the write newly
 * adds the model to a chain, otherwise one warning for each that lists the chains.
 */
export function availabilityFindings(index: DocumentIndex, options: CheckOptions): Finding[] {
  const before = membership(options.previous);
  const unusable = new Map<string, Unusable | undefined>();
  // Once a provider, not once a model: a credential may be a file.
  const usable = new Map<Provider, boolean>();
  const hasCredential = (provider: Provider): boolean => {
    const known = usable.get(provider) ?? (options.hasCredential ?? declaresCredential)(provider);
    usable.set(provider, known);
    return known;
  };
  const byReason = new Map<string, { reason: Unusable; uses: Use[] }>();
  for (const [at, chain] of index.document.chains.entries()) {
    for (const { model, path, place } of usesOf(chain, at)) {
      if (!unusable.has(model)) unusable.set(model, unusableReason(index, model, hasCredential));
      const reason = unusable.get(model);
      if (reason === undefined) continue;
      const newlyAdded = options.previous !== undefined && !before.has(`${chain.model} ${model}`);
      const group = byReason.get(reason.what) ?? { reason, uses: [] };
      group.uses.push({ chain: chain.model, path, place, newlyAdded });
      byReason.set(reason.what, group);
    }
  }
  return [...byReason.values()].flatMap(({ reason, uses }) => {
    const kept = uses.filter((use) => !use.newlyAdded);
    const refused = uses
      .filter((use) => use.newlyAdded)
      .map(({ chain, path, place }) => {
        const message = `${reason.what} and cannot be added to the chain of ${chain}`;
        const fix = `Name another model, or ${reason.fix} first.`;
        return errorAt({ code: reason.code, path, message, fix, short: `${reason.short}.`, ...aboutSteps([place]) });
      });
    return kept.length === 0 ? refused : [...refused, warningFor(reason, kept)];
  });
}
