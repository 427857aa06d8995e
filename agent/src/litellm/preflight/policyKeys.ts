import { nearest, type LitellmFinding } from '@understudy/contract';
import { explains } from '../file/finding.ts';
import { recordOf, type PlainRecord } from '../file/plain.ts';
import { RETRY_KEYS } from '../render/retryPolicy.ts';

const KNOWN = RETRY_KEYS.map(([key]) => key);

/** Keys of hand-kept groups' policies that LiteLLM drops without a word. */
export function policyKeys(value: PlainRecord): LitellmFinding[] {
  const groups = recordOf(recordOf(value['router_settings'])['model_group_retry_policy']);
  return Object.entries(groups).flatMap(([group, policy]) =>
    Object.keys(recordOf(policy))
      .filter((key) => !KNOWN.includes(key))
      .map((key) => {
        const meant = nearest(key, KNOWN);
        return explains({
          code: 'unknown_policy_key',
          path: `router_settings.model_group_retry_policy["${group}"].${key}`,
          message: `LiteLLM has no ${key} and drops it without a word`,
          fix: meant === undefined ? 'Take it out.' : `Did you mean ${meant}?`,
        });
      }),
  );
}
