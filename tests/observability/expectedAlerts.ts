/** An alert as the tests write it: receiver, name, and what it is about. */
export type AlertName = `${'pager' | 'tickets' | 'context'} ${string}`;

const BURNING = ['broken', 'dear', 'free', 'keyless', 'tripping'] as const;
const each = (models: readonly string[], alert: string): AlertName[] =>
  models.map((model): AlertName => `tickets ${alert} ${model}`);

/**
 * What the broken providers and the second agent's broken file must bring.
 * @param second host:port of the second agent's control plane
 */
export const whileBroken = (second: string): readonly AlertName[] => [
  ...each(BURNING, 'LLMFallbackRateHigh'),
  ...each(BURNING, 'LLMFallbackBudgetBurn'),
  'tickets LLMFallbackCostMultiplierHigh dear',
  'tickets LLMFallbackCostFromFreePrimary free',
  'tickets LLMProviderAuthFailing keyless-cloud',
  'tickets LLMCircuitOpenTooLong tripping-cloud/tripping-up',
  'tickets LLMCircuitOpenTooLong doomed-cloud/doomed-up',
  'tickets LLMCircuitOpenTooLong doomed-understudy-cloud/doomed-understudy-up',
  'pager LLMAllProvidersFailing doomed',
  'pager LLMChainUnavailable doomed',
  // Every model is a chain, if only of itself.
  'pager LLMChainUnavailable doomed-understudy',
  'pager LLMAvailabilityBudgetBurn doomed',
  'tickets LLMModelNeverSucceeds never',
  'tickets LLMUnpricedUsage unpriced-cloud/unpriced-up',
  'tickets LLMStreamInterruptions cut',
  'tickets LLMLatencyP95High slow',
  `tickets LLMConfigReloadFailed ${second}`,
  'tickets LLMConfigDrift fleet',
];

/** What the service levels remember for days, once the worse alerts of the model are over. It outlives the story. */
export const AFTERWARDS: readonly AlertName[] = [
  ...BURNING.map((model): AlertName => `context LLMFallbackBudgetBurn ${model}`),
  'tickets LLMAvailabilityBudgetBurn doomed',
];

export const ONE_AGENT_DOWN: AlertName = 'tickets LLMAgentsDown understudy-agent';
export const NO_AGENT_UP: AlertName = 'pager LLMAgentAbsent understudy-agent';

/** Warnings of a model whose critical alerts fire meanwhile: they fire as well, and nobody is told. */
export const INHIBITED: readonly AlertName[] = [
  'tickets LLMFallbackRateHigh doomed',
  'tickets LLMFallbackBudgetBurn doomed',
];

/** May be delivered on a machine that is too busy to be quick: it is what they say. */
export const BUSY_MACHINE: readonly AlertName[] = ['tickets LLMAgentOverheadHigh understudy-agent'];
