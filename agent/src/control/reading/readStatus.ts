import {
  effectiveWarnings,
  type ActiveStep,
  type AgentStatus,
  type Chain,
  type ChainState,
  type ChainStatus,
  type ConfigDocument,
  type EndpointQuery,
  type LastProven,
  type ProviderHealth,
  type getStatus,
} from '@understudy/contract';
import type { CircuitReading, CircuitState } from '../../engine/index.ts';
import {
  providerHealth,
  Slices,
  type AttemptCounts,
  type LastFallback,
  type OpenCircuit,
} from '../../telemetry/index.ts';
import { page } from '../http/page.ts';
import type { TargetUsers } from './chainsByTarget.ts';
import { currencyOf } from './currencyOf.ts';
import { groupBy } from './groupBy.ts';

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
  /** Null = the model is not in the configuration in force. */
  readonly activeStep: (model: string) => ActiveStep | null;
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

/** A chain with what the next request would use. */
export interface ActiveChain {
  readonly chain: Chain;
  readonly active: ActiveStep;
  readonly state: ChainState;
}

const ALL_FAILED: ActiveStep = { position: -1, label: 'all failed', model: null };
const MAX_USERS = 20;
const BY_URGENCY: readonly CircuitState[] = ['open', 'half_open', 'closed'];

function stateOf({ position }: ActiveStep): ChainState {
  if (position < 0) return 'failed';
  return position === 0 ? 'primary' : 'fallback';
}

/** Chains looked at before the time is. */
const CHAINS_PER_LOOK = 64;

/** Every chain of the document, in its order. Others have their turn between slices. */
export async function activeChains({ config, activeStep }: StatusPorts, slices: Slices): Promise<ActiveChain[]> {
  const { chains } = config().document;
  const found: ActiveChain[] = [];
  for (const chain of chains) {
    const active = activeStep(chain.model) ?? ALL_FAILED;
    found.push({ chain, active, state: stateOf(active) });
    if (found.length % CHAINS_PER_LOOK === 0 && slices.over) await slices.pause();
  }
  return found;
}

/** Health of every provider, in the order of the document. */
export function providersHealth(ports: StatusPorts, circuits: readonly CircuitReading[]): ProviderHealth[] {
  const byProvider = groupBy(circuits, ({ provider }) => provider);
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

function breakersOf(ports: StatusPorts, circuits: readonly CircuitReading[], limit: number): AgentStatus['breakers'] {
  const byState = groupBy(circuits, ({ state }) => state);
  const users = ports.usersOf();
  return BY_URGENCY.flatMap((state) => byState.get(state) ?? [])
    .slice(0, limit)
    .map((circuit) => breakerStatus(ports, circuit, users));
}

function countBy<Key extends string>(keys: readonly Key[], all: Iterable<Key>): Record<Key, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
  for (const key of all) counts[key] += 1;
  return counts;
}

/** `status`: everything as of now. */
export async function readStatus(ports: StatusPorts, query: EndpointQuery<typeof getStatus>): Promise<AgentStatus> {
  const slices = new Slices();
  const { search, state, limit = 100 } = query;
  const { document, revision, hash } = ports.config();
  const chains = await activeChains(ports, slices);
  const matching = chains.filter(
    (one) => (search === undefined || one.chain.model.includes(search)) && (state === undefined || one.state === state),
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
    chains: items.map((one) => chainStatus(ports, one)),
    chainsTotal: total,
    chainCounts: countBy(
      ['primary', 'fallback', 'failed'],
      chains.map((one) => one.state),
    ),
    next,
    breakers: breakersOf(ports, circuits, limit),
    breakerCounts: countBy(
      ['closed', 'open', 'half_open'],
      circuits.map((circuit) => circuit.state),
    ),
    breakersTotal: circuits.length,
    providers: providersHealth(ports, circuits),
    warnings: effectiveWarnings(document),
    currency: currencyOf(document),
  };
}
