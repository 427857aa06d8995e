import {
  breakerSettings,
  effectivePolicy,
  LITELLM_KINDS,
  type BreakerSettings,
  type ConfigDocument,
  type LitellmKind,
} from '@understudy/contract';
import { sameValue, type PlainRecord } from '../file/plain.ts';
import { allChainLists, callableModels, type ChainLists } from './chainLists.ts';
import { retryPolicyOf } from './retryPolicy.ts';

/** Where LiteLLM keeps the lists of a kind. */
export const LIST_KEYS = {
  general: 'fallbacks',
  context_window: 'context_window_fallbacks',
  content_policy: 'content_policy_fallbacks',
} as const satisfies Record<LitellmKind, string>;

/** Keys of `router_settings` that Understudy writes. */
export const OWNED_SETTINGS = [
  ...Object.values(LIST_KEYS),
  'num_retries',
  'retry_policy',
  'model_group_retry_policy',
  'allowed_fails',
  'allowed_fails_policy',
  'cooldown_time',
  'disable_cooldowns',
  'timeout',
  'stream_timeout',
  'max_fallbacks',
  'enable_pre_call_checks',
] as const;

/** LiteLLM's classes that count for a cooldown; a bad request and its kinds never do. */
const COUNTED = [
  'AuthenticationError',
  'TimeoutError',
  'RateLimitError',
  'InternalServerError',
  'ServiceUnavailableError',
  'BadGatewayError',
  'NotFoundError',
] as const;

/** LiteLLM's own default, below which nested chains of a hand-kept group would end earlier than before. */
const LEAST_MAX_FALLBACKS = 5;

/** What the document asks of `router_settings`; undefined = the key does not belong there. */
export interface SettingsPlan {
  readonly chains: readonly ChainLists[];
  readonly settings: Readonly<Partial<Record<(typeof OWNED_SETTINGS)[number], unknown>>>;
}

/**
 * `allowed_fails` failures are let pass, the next one cools down: one less than our threshold. 3 alone counts as unset, which
 * the policy beside it prevents.
 */
function cooldowns(breaker: BreakerSettings): SettingsPlan['settings'] {
  const allowed = breaker.failureThreshold - 1;
  return {
    allowed_fails: allowed,
    allowed_fails_policy: Object.fromEntries(COUNTED.map((name) => [`${name}AllowedFails`, allowed])),
    cooldown_time: breaker.cooldownMs / 1_000,
    disable_cooldowns: breaker.enabled ? undefined : true,
  };
}

/** Policies of chains that differ from the general one. */
function groupPolicies(document: ConfigDocument, general: PlainRecord, groups: ReadonlySet<string>): PlainRecord {
  const policies = document.chains
    .filter(({ model }) => groups.has(model))
    .map((chain) => [chain.model, retryPolicyOf(effectivePolicy(document.policy, chain))] as const)
    .filter(([, policy]) => !sameValue(policy, general));
  return Object.fromEntries(policies);
}

function longest(chains: readonly ChainLists[]): number {
  const lengths = chains.flatMap(({ lists }) => LITELLM_KINDS.map((kind) => lists[kind].length));
  return Math.max(LEAST_MAX_FALLBACKS, ...lengths);
}

/** Everything that the document says about `router_settings`. */
export function planSettings(document: ConfigDocument): SettingsPlan {
  const chains = allChainLists(document);
  const policy = effectivePolicy(document.policy, undefined);
  const retries = retryPolicyOf(policy);
  const checks = [...callableModels(document).values()].some(({ model }) => model.contextWindow !== undefined);
  return {
    chains,
    settings: {
      num_retries: retries['DefaultRetries'] ?? 0,
      retry_policy: retries,
      model_group_retry_policy: groupPolicies(document, retries, new Set(chains.map(({ group }) => group))),
      ...cooldowns(breakerSettings(document.policy, {})),
      timeout: policy.deadlines.attemptMs / 1_000,
      stream_timeout: policy.deadlines.firstTokenMs / 1_000,
      max_fallbacks: longest(chains),
      enable_pre_call_checks: checks ? true : undefined,
    },
  };
}
