import {
  effectiveWarnings,
  type AgentStatus,
  type ChainStatus,
  type ConfigDocument,
  type EndpointQuery,
  type LastProven,
  type ProviderHealth,
  type StoreStatus,
  type getStatus,
} from '@understudy/contract';
import type { CircuitReading, CircuitState } from '../../engine/index.ts';
import type { StoreState } from '../../store/index.ts';
import {
  providerHealth,
  Slices,
  type AttemptCounts,
  type LastFallback,
  type OpenCircuit,
} from '../../telemetry/index.ts';
import { page } from '../http/page.ts';
import type { ActiveChain, ActiveChains } from './activeChains.ts';
import type { TargetUsers } from './chainsByTarget.ts';
import { currencyOf } from './currencyOf.ts';
import { groupBy } from './groupBy.ts';
import { onceFor } from './onceFor.ts';

/** Where the state of the agent is read: from memory alone. */
export interface StatusPorts {
  readonly agent: {
    readonly version: string;
    readonly group: string;
    readonly instance: string;
    readonly startedAt: number;
  };
  /** The configuration in force. */
  readonly config: () => { readonly document: ConfigDocument; readonly revision: number; readonly hash: string };
  readonly managed: boolean;
  readonly store: () => StoreState;
  readonly chains: Pick<ActiveChains, 'read'>;
  /** The same list while none moved. */
  readonly circuits: () => readonly CircuitReading[];
  readonly attempts: (provider: string) => AttemptCounts;
  readonly targetAttempts: (target: string) => AttemptCounts;
  /** Null = its circuit is closed. */
  readonly openCircuit: (target: string) => OpenCircuit | null;
  readonly usersOf: () => TargetUsers;
  readonly lastFallback: (model: string) => LastFallback | null;
  readonly lastProven: (model: string) => LastProven | null;
  /** Whether a provider may be called: its credential was found when the configuration came into force. */
  readonly callable: (provider: string) => boolean;
  readonly displayName: (model: string) => string;
  /** Epoch ms. */
  readonly now: () => number;
}

const MAX_USERS = 20;
const BY_URGENCY: readonly CircuitState[] = ['open', 'half_open', 'closed'];

const groupedByProvider = onceFor((circuits: readonly CircuitReading[]) =>
  groupBy(circuits, ({ provider }) => provider),
);

/** Health of every provider, in the order of the document. */
export function providersHealth(ports: StatusPorts, circuits: readonly CircuitReading[]): ProviderHealth[] {
  const byProvider = groupedByProvider(circuits);
  return ports.config().document.providers.map((provider) =>
    providerHealth({
      provider,
      callable: ports.callable(provider.id),
      breakers: byProvider.get(provider.id) ?? [],
      counts: ports.attempts(provider.id),
    }),
  );
}

function chainStatus(ports: StatusPorts, { chain, active }: ActiveChain): ChainStatus {
  return {
    model: chain.model,
    displayName: ports.displayName(chain.model),
    enabled: chain.enabled !== false,
    activeStep: active,
    lastFallback: ports.lastFallback(chain.model),
    lastProven: ports.lastProven(chain.model),
  };
}

function breakerStatus(ports: StatusPorts, circuit: CircuitReading, users: TargetUsers): AgentStatus['breakers'][0] {
  const { target, provider, upstreamModel, state, cooldownUntil } = circuit;
  const open = state === 'closed' ? null : ports.openCircuit(target);
  const chains = users.get(target) ?? [];
  return {
    provider,
    upstreamModel,
    state,
    nextProbeAt: cooldownUntil === 0 ? null : new Date(cooldownUntil).toISOString(),
    openedBy: open?.openedBy ?? null,
    openSince: open === null ? null : new Date(open.openSince).toISOString(),
    ...ports.targetAttempts(target),
    chains: chains.length,
    usedBy: chains.slice(0, MAX_USERS),
  };
}

const byUrgency = onceFor((circuits: readonly CircuitReading[]) => {
  const byState = groupBy(circuits, ({ state }) => state);
  return BY_URGENCY.flatMap((state) => byState.get(state) ?? []);
});

function breakersOf(ports: StatusPorts, circuits: readonly CircuitReading[], limit: number): AgentStatus['breakers'] {
  const users = ports.usersOf();
  return byUrgency(circuits)
    .slice(0, limit)
    .map((circuit) => breakerStatus(ports, circuit, users));
}

function countBy<Key extends string>(keys: readonly Key[], all: Iterable<Key>): Record<Key, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
  for (const key of all) counts[key] += 1;
  return counts;
}

const chainCounts = onceFor((chains: readonly ActiveChain[]) =>
  countBy(
    ['primary', 'fallback', 'failed'],
    chains.map(({ state }) => state),
  ),
);

const breakerCounts = onceFor((circuits: readonly CircuitReading[]) =>
  countBy(
    ['closed', 'open', 'half_open'],
    circuits.map(({ state }) => state),
  ),
);

function storeStatus({ kind, address, outage }: StoreState): StoreStatus {
  return {
    kind,
    address,
    connected: outage === null,
    since: outage === null ? null : new Date(outage.since).toISOString(),
    problem: outage?.problem ?? null,
  };
}

/** `status`: everything as of now. */
export async function readStatus(ports: StatusPorts, query: EndpointQuery<typeof getStatus>): Promise<AgentStatus> {
  const slices = new Slices();
  const { search, state, limit = 100 } = query;
  const { document, revision, hash } = ports.config();
  const chains = await ports.chains.read(slices);
  const isAll = search === undefined && state === undefined;
  const matching = isAll
    ? chains
    : chains.filter(
        (one) =>
          (search === undefined || one.chain.model.includes(search)) && (state === undefined || one.state === state),
      );
  const { items, total, next } = page(matching, query);
  await slices.breathe();
  const circuits = ports.circuits();
  await slices.breathe();
  const now = ports.now();
  const { startedAt, ...agent } = ports.agent;
  return {
    agent: {
      ...agent,
      startedAt: new Date(startedAt).toISOString(),
      uptimeSeconds: Math.max(0, (now - startedAt) / 1_000),
    },
    config: { revision, hash, managed: ports.managed },
    store: storeStatus(ports.store()),
    chains: items.map((one) => chainStatus(ports, one)),
    chainsTotal: total,
    chainCounts: chainCounts(chains),
    next,
    breakers: breakersOf(ports, circuits, limit),
    breakerCounts: breakerCounts(circuits),
    breakersTotal: circuits.length,
    providers: providersHealth(ports, circuits),
    warnings: effectiveWarnings(document),
    currency: currencyOf(document),
  };
}
