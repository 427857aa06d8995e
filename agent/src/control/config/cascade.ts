import { CHAIN_LISTS, formatPath, type Chain, type ConfigDocument } from '@understudy/contract';
import { ProblemError } from '../http/problem.ts';

/** A document without some models, and a line for each place that this changes. */
export interface Removal {
  readonly document: ConfigDocument;
  /** What goes along with them: `chains.a.fallbacks: llama3 is taken out`. Empty = nothing uses them. */
  readonly affected: readonly string[];
}

/** Removes the models from one list. A special list that this empties goes with them: `[]` would mean "no fallback". */
function thinned(chain: Chain, ids: ReadonlySet<string>, affected: string[]): Chain {
  let out = chain;
  for (const list of CHAIN_LISTS) {
    const before = out[list];
    const gone = before?.filter((id) => ids.has(id)) ?? [];
    if (before === undefined || gone.length === 0) continue;
    const left = before.filter((id) => !ids.has(id));
    const emptied = list !== 'fallbacks' && left.length === 0;
    const more = emptied ? '; nothing is left of this list, so fallbacks serve it' : '';
    affected.push(`${formatPath(['chains', chain.model, list])}: ${gone.join(', ')} taken out${more}`);
    const { [list]: _replaced, ...rest } = out;
    out = emptied ? (rest as Chain) : { ...out, [list]: left };
  }
  return out;
}

/** Takes models out of the registry and of everything that names them: chains, special lists, the reference model. */
export function withoutModels(document: ConfigDocument, ids: ReadonlySet<string>): Removal {
  const affected: string[] = [];
  const chains = document.chains.flatMap((chain) => {
    if (!ids.has(chain.model)) return [thinned(chain, ids, affected)];
    affected.push(`${formatPath(['chains', chain.model])}: removed`);
    return [];
  });
  const { costs } = document;
  const unmeasured = typeof costs?.referenceModel === 'string' && ids.has(costs.referenceModel);
  if (unmeasured) affected.push('costs.referenceModel: set to null');
  return {
    document: {
      ...document,
      models: document.models.filter(({ id }) => !ids.has(id)),
      chains,
      ...(unmeasured ? { costs: { ...costs, referenceModel: null } } : {}),
    },
    affected,
  };
}

/** The same for a provider: its models go with it. */
export function withoutProvider(document: ConfigDocument, id: string): Removal {
  const models = document.models.filter(({ provider }) => provider === id).map((model) => model.id);
  const { document: rest, affected } = withoutModels(document, new Set(models));
  return {
    document: { ...rest, providers: rest.providers.filter((provider) => provider.id !== id) },
    affected: [...models.map((model) => `${formatPath(['models', model])}: removed`), ...affected],
  };
}

const MAX_TOLD = 200;

/** Refuses a removal that changes more than was asked for, unless it was asked for. */
export function requireCascade(what: string, { affected }: Removal, cascade: boolean): void {
  if (cascade || affected.length === 0) return;
  const more = affected.length - MAX_TOLD;
  throw new ProblemError(409, `${what} is in use in ${affected.length} place${affected.length === 1 ? '' : 's'}`, {
    code: 'in_use',
    fix: 'repeat it with ?cascade=true to change these too; with &dryRun=true it shows the diff first',
    affected: [...affected.slice(0, MAX_TOLD), ...(more > 0 ? [`… and ${more} more`] : [])],
  });
}
