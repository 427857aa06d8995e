import type { ChainPolicy, LitellmFinding, Policy, Trigger } from '@understudy/contract';
import { explains, tells } from '../file/finding.ts';
import { isRecord, recordOf, type PlainRecord } from '../file/plain.ts';
import { RETRY_KEYS } from '../render/retryPolicy.ts';

/** Retries that LiteLLM makes where nothing says a number (the OpenAI library's default). */
const DEFAULT_RETRIES = 2;
/** Most that a trigger of ours has. */
const MAX_RETRIES = 10;
/** Seconds that LiteLLM uses for `cooldown_time: 0` and for none. */
const DEFAULT_COOLDOWN_S = 5;
/** LiteLLM's number that counts as unset. */
const UNSET_FAILS = 3;

export interface ImportedPolicy {
  readonly policy: Policy;
  /** Retries of a group of its own, over the policy. */
  readonly ofGroup: (group: string) => ChainPolicy | undefined;
  readonly findings: readonly LitellmFinding[];
}

type Retries = Partial<Record<Trigger, { retries: number }>>;

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

class PolicyReader {
  readonly findings: LitellmFinding[] = [];
  readonly #fallback: number;

  constructor(fallback: number) {
    this.#fallback = fallback;
  }

  #bounded(retries: number, path: string): number {
    const whole = Math.floor(retries);
    if (whole <= MAX_RETRIES) return whole;
    const message = `${whole} retries are more than Understudy makes`;
    this.findings.push(tells({ code: 'too_many_retries', path, message, fix: `It becomes ${MAX_RETRIES}.` }));
    return MAX_RETRIES;
  }

  /** Two keys of LiteLLM may stand for one trigger; the first one's number is taken. */
  triggers(policy: unknown, path: string): Retries {
    const said = recordOf(policy);
    const unsaid = numberOf(said['DefaultRetries']) ?? this.#fallback;
    const found: Retries = {};
    for (const [key, trigger] of RETRY_KEYS) {
      if (trigger === null || trigger === 'auth' || trigger === 'model_not_found' || trigger === 'content_policy') {
        continue;
      }
      const retries = this.#bounded(numberOf(said[key]) ?? unsaid, `${path}.${key}`);
      const before = found[trigger]?.retries;
      if (before === undefined) found[trigger] = { retries };
      else if (before !== retries) this.#tellSplit(path, before, retries);
    }
    this.#tellUnknown(said, path);
    return found;
  }

  #tellSplit(path: string, taken: number, lost: number): void {
    const message = `LiteLLM retries a timeout ${taken} and a 503 ${lost} times; both are the trigger timeout here`;
    this.findings.push(explains({ code: 'split_trigger', path, message, fix: `${taken} retries are taken for both.` }));
  }

  #tellUnknown(said: PlainRecord, path: string): void {
    const known = new Set(RETRY_KEYS.map(([key]) => key));
    for (const key of Object.keys(said).filter((name) => !known.has(name))) {
      const message = `LiteLLM has no ${key} and drops it without a word`;
      this.findings.push(
        tells({ code: 'unknown_policy_key', path: `${path}.${key}`, message, fix: 'It is left out.' }),
      );
    }
  }
}

/** The breaker that LiteLLM's cooldowns come to. `allowed_fails` are let pass, the next failure opens. */
function breakerOf(router: PlainRecord): Policy['breaker'] {
  const {
    allowed_fails: fails,
    cooldown_time: cooldown,
    disable_cooldowns: off,
    allowed_fails_policy: policy,
  } = router;
  const numbers = Object.values(recordOf(policy)).filter((value) => typeof value === 'number');
  const allowed = numbers[0] ?? (fails === UNSET_FAILS ? undefined : numberOf(fails));
  const seconds = numberOf(cooldown) ?? 0;
  return {
    ...(off === true ? { enabled: false } : {}),
    ...(allowed === undefined ? {} : { failureThreshold: Math.floor(allowed) + 1 }),
    cooldownMs: Math.round((seconds === 0 ? DEFAULT_COOLDOWN_S : seconds) * 1_000),
  };
}

function deadlinesOf({ timeout, stream_timeout: stream }: PlainRecord): Pick<Policy, 'deadlines'> {
  const attempt = numberOf(timeout);
  const first = numberOf(stream);
  const deadlines = {
    ...(attempt === undefined || attempt === 0 ? {} : { attemptMs: Math.round(attempt * 1_000) }),
    ...(first === undefined || first === 0 ? {} : { firstTokenMs: Math.round(first * 1_000) }),
  };
  return Object.keys(deadlines).length === 0 ? {} : { deadlines };
}

/** Reads `router_settings` (over `litellm_settings`) as a policy. */
export function importPolicy(router: PlainRecord): ImportedPolicy {
  const reader = new PolicyReader(numberOf(router['num_retries']) ?? DEFAULT_RETRIES);
  const triggers = reader.triggers(router['retry_policy'], 'router_settings.retry_policy');
  const ofGroup = new Map<string, ChainPolicy>();
  for (const [group, policy] of Object.entries(recordOf(router['model_group_retry_policy']))) {
    if (!isRecord(policy)) continue;
    const path = `router_settings.model_group_retry_policy["${group}"]`;
    ofGroup.set(group, { triggers: reader.triggers(policy, path) });
  }
  return {
    policy: { triggers, breaker: breakerOf(router), ...deadlinesOf(router) },
    ofGroup: (group) => ofGroup.get(group),
    findings: reader.findings,
  };
}
