import type { AgentHealth, HealthReason } from '@understudy/contract';
import { Slices } from '../../telemetry/index.ts';
import { providersHealth, type StatusPorts } from './readStatus.ts';

/** What `health` reads beside the status. */
export interface HealthReadPorts extends StatusPorts {
  /** Null = the agent serves; otherwise why not, in a sentence. */
  readonly notReady: () => string | null;
  /** True while the last configuration was refused. */
  readonly reloadFailed: () => boolean;
  /** The last failure of the disk since the start; null = none. */
  readonly storeFailure: () => { readonly at: number; readonly message: string } | null;
}

const MAX_AFFECTED = 20;
/** Milliseconds for which a failure of the disk is told. */
const STORE_FAILURE_MS = 5 * 60_000;

function said(
  code: HealthReason['code'],
  severity: HealthReason['severity'],
  message: string,
  affected: readonly string[] = [],
): HealthReason {
  return { code, severity, message, affected: affected.slice(0, MAX_AFFECTED) };
}

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

async function ofChains(ports: HealthReadPorts, slices: Slices): Promise<HealthReason[]> {
  const chains = (await ports.chains.read(slices)).filter(({ chain }) => chain.enabled !== false);
  const of = (state: string): string[] =>
    chains.filter((one) => one.state === state).map(({ chain: { model } }) => model);
  const [failed, onFallback] = [of('failed'), of('fallback')];
  const reasons: HealthReason[] = [];
  if (failed.length > 0) {
    const severity = failed.length === chains.length ? 'down' : 'degraded';
    const message = counted(failed.length, 'chain has', 'chains have');
    reasons.push(said('chains_unavailable', severity, `${message} no step that may be called`, failed));
  }
  if (onFallback.length > 0) {
    const message = counted(onFallback.length, 'chain is', 'chains are');
    reasons.push(said('chains_on_fallback', 'degraded', `${message} on a fallback`, onFallback));
  }
  return reasons;
}

function ofProviders(ports: HealthReadPorts): HealthReason[] {
  const reasons: HealthReason[] = [];
  const circuits = ports.circuits();
  const open = circuits.filter(({ state }) => state === 'open');
  if (open.length > 0) {
    const targets = open.map(({ provider, upstreamModel }) => `${provider} ${upstreamModel}`);
    reasons.push(
      said('breakers_open', 'degraded', `${counted(open.length, 'breaker is', 'breakers are')} open`, targets),
    );
  }
  const health = providersHealth(ports, circuits);
  const bare = health.filter(({ id, health: is }) => is !== 'disabled' && !ports.callable(id)).map(({ id }) => id);
  const down = health.filter(({ id, health: is }) => is === 'down' && !bare.includes(id)).map(({ id }) => id);
  if (down.length > 0) {
    reasons.push(
      said('providers_down', 'degraded', `${counted(down.length, 'provider is', 'providers are')} down`, down),
    );
  }
  if (bare.length > 0) {
    const message = counted(bare.length, 'provider has', 'providers have');
    reasons.push(said('providers_without_credential', 'degraded', `${message} no usable credential`, bare));
  }
  return reasons;
}

function ofStore({ store, managed }: HealthReadPorts): HealthReason[] {
  const { address, outage } = store();
  if (outage === null) return [];
  const lost = managed ? 'tokens cannot be created and circuits are not shared' : 'changes cannot be saved';
  const message = `the shared store cannot be reached (${outage.problem}); the agent serves on with what is in force, and ${lost}`;
  return [said('store_away', 'degraded', message, address === null ? [] : [address])];
}

function ofAgent(ports: HealthReadPorts): HealthReason[] {
  const reasons: HealthReason[] = [];
  const notReady = ports.notReady();
  if (notReady !== null) reasons.push(said('not_ready', 'down', notReady));
  if (ports.reloadFailed()) {
    const message = 'the last configuration was refused; the one before is in force';
    reasons.push(said('reload_failed', 'degraded', message));
  }
  reasons.push(...ofStore(ports));
  const failure = ports.storeFailure();
  if (failure !== null && ports.now() - failure.at < STORE_FAILURE_MS) {
    reasons.push(said('store_errors', 'degraded', failure.message));
  }
  return reasons;
}

/** `health`: one word, and why. */
export async function readHealth(ports: HealthReadPorts): Promise<AgentHealth> {
  const slices = new Slices();
  const chains = await ofChains(ports, slices);
  await slices.breathe();
  const reasons = [...ofAgent(ports), ...chains, ...ofProviders(ports)];
  const isDown = ({ severity }: HealthReason): boolean => severity === 'down';
  const worst = reasons.length === 0 ? 'ok' : 'degraded';
  return {
    status: reasons.some(isDown) ? 'down' : worst,
    reasons: [...reasons.filter(isDown), ...reasons.filter((reason) => !isDown(reason))],
    checkedAt: new Date(ports.now()).toISOString(),
  };
}
