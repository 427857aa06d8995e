import {
  PROVEN_DAYS,
  chainSteps,
  type Chain,
  type ConfigDocument,
  type EndpointQuery,
  type EndpointResult,
  type LastProven,
  type Model,
  type listChains,
} from '@understudy/contract';
import { registryIndex } from './registryIndex.ts';

type Query = EndpointQuery<typeof listChains>;

/** What is known of proofs. */
export interface ProofPorts {
  /** Null = never. */
  readonly lastProven: (model: string) => LastProven | null;
  /** ISO 8601, UTC. */
  readonly now: () => string;
}

/** Chains that a query asks for, in the order of the document. */
export interface FoundChains {
  readonly chains: readonly Chain[];
  readonly counts: EndpointResult<typeof listChains>['counts'];
}

const DAY_MS = 86_400_000;

function modelsOf(chain: Chain): string[] {
  return [chain.model, ...chainSteps(chain).map(({ model }) => model)];
}

/** What a chain must satisfy that a query asks for. */
function conditionsOf(
  { search, provider, upstreamModel }: Query,
  document: ConfigDocument,
): ((chain: Chain) => boolean)[] {
  const text = search?.toLowerCase();
  const isTarget = (model: Model | undefined): boolean =>
    model !== undefined &&
    (provider === undefined || model.provider === provider) &&
    (upstreamModel === undefined || (model.upstreamModel ?? model.id) === upstreamModel);
  const { byId } = registryIndex(document);
  return [
    ...(text === undefined ? [] : [(chain: Chain) => modelsOf(chain).some((id) => id.toLowerCase().includes(text))]),
    ...(provider === undefined && upstreamModel === undefined
      ? []
      : [(chain: Chain) => modelsOf(chain).some((id) => isTarget(byId.get(id)))]),
  ];
}

/** Chains by what they name, whom they call, and whether a drill proved them lately. */
export function findChains(document: ConfigDocument, query: Query, { lastProven, now }: ProofPorts): FoundChains {
  const since = Date.parse(now()) - PROVEN_DAYS * DAY_MS;
  const isProven = ({ model }: Chain): boolean => Date.parse(lastProven(model)?.at ?? '') >= since;
  const proven = new Set(document.chains.filter(isProven));
  const conditions = conditionsOf(query, document);
  const chains = document.chains.filter(
    (chain) =>
      (query.proven === undefined || proven.has(chain) === query.proven) &&
      conditions.every((condition) => condition(chain)),
  );
  const all = document.chains.length;
  return { chains, counts: { all, notProven: all - proven.size } };
}
