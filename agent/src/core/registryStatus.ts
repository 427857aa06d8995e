import { declaresCredential, type BreakerStatus, type Provider, type ProviderStatus } from '@understudy/contract';
import type { CircuitReading, Engine } from '../engine/index.ts';
import { providerHealth, type AttemptCounts } from '../telemetry/index.ts';

export interface RegistryStatusPorts {
  readonly engine: Pick<Engine, 'snapshot' | 'breakers'>;
  /** Whether the provider's secrets could be had when the configuration was taken over. */
  readonly hasAccount: (provider: string) => boolean;
  /** Calls of the last minutes that say something about a provider. */
  readonly recent: (provider: string) => AttemptCounts;
  /** Requests that the provider's models answered today and what they cost; absent = not counted. */
  readonly today?: (() => (provider: string) => ProviderStatus['today']) | undefined;
}

/** Status of the registry, each read once for an answer. */
export interface RegistryStatus {
  readonly providers: () => (provider: Provider) => Omit<ProviderStatus, 'models'>;
  readonly models: () => (model: string) => BreakerStatus | null;
}

function statusOf({ upstreamModel, state, cooldownUntil }: CircuitReading): BreakerStatus {
  return { upstreamModel, state, nextProbeAt: cooldownUntil === 0 ? null : new Date(cooldownUntil).toISOString() };
}

function credentialOf(provider: Provider, hasAccount: boolean): ProviderStatus['credential'] {
  if (!declaresCredential(provider)) return 'missing';
  if (!hasAccount) return 'unresolvable';
  return provider.apiKey === undefined && provider.headers === undefined ? 'not_needed' : 'set';
}

function grouped(readings: readonly CircuitReading[]): ReadonlyMap<string, BreakerStatus[]> {
  const groups = new Map<string, BreakerStatus[]>();
  for (const reading of readings) {
    const group = groups.get(reading.provider);
    if (group === undefined) groups.set(reading.provider, [statusOf(reading)]);
    else group.push(statusOf(reading));
  }
  return groups;
}

/** What `providers` and `models` show beside the settings: breakers, health, credential, today's totals. */
export function registryStatus({ engine, hasAccount, recent, today }: RegistryStatusPorts): RegistryStatus {
  return {
    providers: () => {
      const breakersOf = grouped(engine.breakers.readings(engine.snapshot));
      const totalsOf = today?.();
      return (provider) => {
        const breakers = breakersOf.get(provider.id) ?? [];
        const callable = hasAccount(provider.id);
        return {
          health: providerHealth({ provider, callable, breakers, counts: recent(provider.id) }).health,
          credential: credentialOf(provider, callable),
          breakers,
          today: totalsOf?.(provider.id) ?? null,
        };
      };
    },
    models: () => {
      const { snapshot } = engine;
      const breakersOf = grouped(engine.breakers.readings(snapshot));
      return (model) => {
        const step = snapshot.chains.get(model)?.steps[0];
        if (step === undefined) return null;
        const breakers = breakersOf.get(step.provider) ?? [];
        return breakers.find(({ upstreamModel }) => upstreamModel === step.upstreamModel) ?? null;
      };
    },
  };
}
