import {
  declaresCredential,
  type BreakerStatus,
  type ConfigDocument,
  type Model,
  type ModelStatus,
  type Provider,
  type ProviderStatus,
} from '@understudy/contract';
import type { CircuitReading, Engine, Step } from '../engine/index.ts';
import { providerHealth, type AttemptCounts, type OpenCircuit } from '../telemetry/index.ts';

export interface RegistryStatusPorts {
  readonly engine: Pick<Engine, 'snapshot' | 'breakers'>;
  /** The document in force. */
  readonly document: () => Pick<ConfigDocument, 'providers'>;
  /** Why the provider's secrets could not be had when the configuration was taken over; null = they could. */
  readonly accountProblem: (provider: string) => string | null;
  /** Calls of the last minutes that say something about a provider. */
  readonly recent: (provider: string) => AttemptCounts;
  /** The same of a target, as steps name it. */
  readonly recentOfTarget: (target: string) => AttemptCounts;
  /** Why and since when a target's circuit is not closed. */
  readonly openCircuit: (target: string) => OpenCircuit | null;
  /** Requests that the provider's models answered today and what they cost; absent = not counted. */
  readonly today?: (() => (provider: string) => ProviderStatus['today']) | undefined;
}

/** Status of the registry, each read once for an answer. */
export interface RegistryStatus {
  readonly providers: () => (provider: Provider) => Omit<ProviderStatus, 'models'>;
  readonly models: () => (model: Model) => Omit<ModelStatus, 'chains'>;
}

type CircuitOf = RegistryStatusPorts['openCircuit'];

function breakerStatus(reading: CircuitReading, circuitOf: CircuitOf): BreakerStatus {
  const { target, upstreamModel, state, cooldownUntil } = reading;
  const open = state === 'closed' ? null : circuitOf(target);
  return {
    upstreamModel,
    state,
    nextProbeAt: cooldownUntil === 0 ? null : new Date(cooldownUntil).toISOString(),
    openedBy: open?.openedBy ?? null,
    openSince: open === null ? null : new Date(open.openSince).toISOString(),
  };
}

function credentialOf(provider: Provider, problem: string | null): ProviderStatus['credential'] {
  if (!declaresCredential(provider)) return 'missing';
  if (problem !== null) return 'unresolvable';
  return provider.apiKey === undefined && provider.headers === undefined ? 'not_needed' : 'set';
}

function byProvider(readings: readonly CircuitReading[], circuitOf: CircuitOf): ReadonlyMap<string, BreakerStatus[]> {
  const groups = new Map<string, BreakerStatus[]>();
  for (const reading of readings) {
    const group = groups.get(reading.provider);
    if (group === undefined) groups.set(reading.provider, [breakerStatus(reading, circuitOf)]);
    else group.push(breakerStatus(reading, circuitOf));
  }
  return groups;
}

function providerStatuses(ports: RegistryStatusPorts): ReturnType<RegistryStatus['providers']> {
  const { engine, accountProblem, recent, today, openCircuit } = ports;
  const breakersOf = byProvider(engine.breakers.readings(engine.snapshot), openCircuit);
  const totalsOf = today?.();
  return (provider) => {
    const breakers = breakersOf.get(provider.id) ?? [];
    const problem = accountProblem(provider.id);
    const counts = recent(provider.id);
    const { health, reason } = providerHealth({ provider, callable: problem === null, breakers, counts });
    return {
      health,
      reason,
      recent: { attempts: counts.attempts, failures: counts.failures },
      credential: credentialOf(provider, problem),
      credentialProblem: problem,
      breakers,
      today: totalsOf?.(provider.id) ?? null,
    };
  };
}

const NOBODY: AttemptCounts = { attempts: 0, failures: 0 };

function modelStatuses(ports: RegistryStatusPorts): ReturnType<RegistryStatus['models']> {
  const { engine, openCircuit, accountProblem, recentOfTarget } = ports;
  const { snapshot } = engine;
  const readings = new Map(engine.breakers.readings(snapshot).map((reading) => [reading.target, reading]));
  const providers = new Map(ports.document().providers.map((provider) => [provider.id, provider]));
  const stepOf = (model: Model): Step | null => snapshot.chains.get(model.id)?.steps[0] ?? null;
  return (model) => {
    const step = stepOf(model);
    const reading = step === null ? undefined : readings.get(step.target);
    const provider = providers.get(model.provider);
    const counts = step === null ? NOBODY : recentOfTarget(step.target);
    const { health, reason } = providerHealth({
      provider: { id: model.provider, enabled: model.enabled !== false && provider?.enabled !== false },
      callable: accountProblem(model.provider) === null,
      breakers: reading === undefined ? [] : [reading],
      counts,
    });
    return {
      breaker: reading === undefined ? null : breakerStatus(reading, openCircuit),
      health,
      reason,
      recent: { attempts: counts.attempts, failures: counts.failures },
      local: provider?.location === 'local',
      blockedBy: step === null || step.callable ? null : step.blockedBy,
    };
  };
}

/** What `providers` and `models` show beside the settings: breakers, health, credential, today's totals. */
export function registryStatus(ports: RegistryStatusPorts): RegistryStatus {
  return { providers: () => providerStatuses(ports), models: () => modelStatuses(ports) };
}
