import type { ActiveStep, OverviewModel } from '@understudy/contract';

/** How many of all agents share an active step. */
export interface AgentShare {
  readonly agents: number;
  readonly of: number;
}

/** One line of the table, from an agent's own statistics or from Prometheus. */
export interface OverviewRow extends Pick<
  OverviewModel,
  | 'aboveRate'
  | 'activeStep'
  | 'cost'
  | 'costMultiplier'
  | 'displayName'
  | 'estimated'
  | 'exceeds2x'
  | 'extraCostUsd'
  | 'fallbackCount'
  | 'fallbackModels'
  | 'fallbackRate'
  | 'fallbacks'
  | 'model'
  | 'totalRequests'
  | 'trend'
  | 'unpricedModels'
> {
  readonly provider: string | null;
  readonly activeStep: ActiveStep | null;
  /** Fleet only: how many agents are off the primary, where any is. */
  readonly share?: AgentShare;
}
