import type { AgentStatus, StoreStatus } from '@understudy/contract';
import { table } from './table.ts';

function clock(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** Nothing of a store on the agent's own disk, which is always there. */
function storeLines({ address, connected, since, problem }: StoreStatus, managed: boolean): string[] {
  if (address === null) return [];
  if (connected) return [`store ${address}`];
  const lost = managed ? 'tokens cannot be created, circuits are not shared' : 'changes cannot be saved';
  return [
    `store ${address}: AWAY since ${since === null ? '-' : clock(since)}: ${problem ?? 'unknown'}`,
    `The agent serves on with what is in force; ${lost}.`,
  ];
}

/** The state of an agent for people: its store, chains, breakers that are not closed, providers. */
export function renderStatus(status: AgentStatus): string {
  const { agent, config, chains, breakers, providers } = status;
  const head = `agent ${agent.version}, group ${agent.group}, revision ${config.revision}${config.managed ? ' (managed)' : ''}`;
  const chainRows = chains.map(({ model, activeStep, lastFallback, lastProven }) => [
    model,
    activeStep.label,
    activeStep.model ?? '-',
    lastFallback === null ? '-' : `${clock(lastFallback.at)} ${lastFallback.trigger}`,
    lastProven === null
      ? 'never'
      : `${clock(lastProven.at)} ${lastProven.trigger}${lastProven.stale ? ' (stale)' : ''}`,
  ]);
  const moved = breakers.filter(({ state }) => state !== 'closed');
  const breakerRows = moved.map(({ provider, upstreamModel, state, nextProbeAt }) => [
    provider,
    upstreamModel,
    state.replace('_', '-'),
    nextProbeAt === null ? '-' : clock(nextProbeAt),
  ]);
  const providerRows = providers.map(({ id, health, failures, attempts, reason }) => [
    id,
    health,
    `${failures}/${attempts}`,
    reason,
  ]);
  return [
    head,
    ...storeLines(status.store, config.managed),
    '',
    chains.length === 0
      ? 'No chains.'
      : table(['MODEL', 'ACTIVE', 'WOULD CALL', 'LAST FALLBACK', 'LAST PROVEN'], chainRows),
    '',
    moved.length === 0
      ? 'All breakers are closed.'
      : table(['PROVIDER', 'MODEL', 'BREAKER', 'NEXT PROBE'], breakerRows),
    '',
    table(['PROVIDER', 'HEALTH', 'FAILED', 'WHY'], providerRows),
  ].join('\n');
}
