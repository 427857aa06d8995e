import { LITELLM_KINDS, nearest, type LitellmFinding } from '@understudy/contract';
import { deploymentsOf } from '../file/configFile.ts';
import { readFallbackList, targetGroup, type Target } from '../file/fallbackLists.ts';
import { explains, refuses, tells } from '../file/finding.ts';
import { ModelGroups } from '../file/modelGroups.ts';
import { isRecord, listOf, recordOf, textOf, type PlainRecord } from '../file/plain.ts';
import { LIST_KEYS, OWNED_SETTINGS } from '../render/routerSettings.ts';
import { chainsOfChains } from './nestedChains.ts';
import { otherHomes } from './otherHomes.ts';
import { policyKeys } from './policyKeys.ts';

function invalidDeployments(value: PlainRecord): LitellmFinding[] {
  return listOf(value['model_list']).flatMap((entry, index) => {
    const { model_name: name, litellm_params: params } = recordOf(entry);
    if (textOf(name) !== undefined && textOf(recordOf(params)['model']) !== undefined) return [];
    return [
      refuses({
        code: 'invalid_deployment',
        path: `model_list[${index}]`,
        message: 'a deployment without model_name or litellm_params.model: the proxy does not start with it',
        fix: 'Complete it, or take it out.',
      }),
    ];
  });
}

function unknownTargets(value: PlainRecord): LitellmFinding[] {
  const groups = new ModelGroups(value);
  const router = recordOf(value['router_settings']);
  const check = (path: string, group: string, targets: readonly Target[]): LitellmFinding[] =>
    targets
      .map(targetGroup)
      .filter((name) => name === undefined || !groups.has(name))
      .map((name = 'an entry without a model') =>
        refuses({
          code: 'unknown_target',
          path,
          message: `${group} falls back to ${name}, which is no model group: LiteLLM accepts that, and every hop to it fails`,
          fix: `Add ${name} to model_list, or take it out of the list.`,
        }),
      );
  return [
    ...LITELLM_KINDS.flatMap((kind) => {
      const path = `router_settings.${LIST_KEYS[kind]}`;
      const { entries } = readFallbackList(router[LIST_KEYS[kind]], path);
      return [...entries].flatMap(([group, targets]) => check(path, group, targets));
    }),
    ...check(
      'router_settings.default_fallbacks',
      'every other group',
      listOf(router['default_fallbacks']).filter((name) => typeof name === 'string'),
    ),
  ];
}

/** Keys that LiteLLM drops with a line in its log at most, and two that it does not start with. */
function settingKeys(value: PlainRecord): LitellmFinding[] {
  const known = new Set<string>(OWNED_SETTINGS);
  return Object.keys(recordOf(value['router_settings'])).flatMap((key) => {
    const path = `router_settings.${key}`;
    if (key === 'health_check_interval' || key === 'health_check_concurrency') {
      const message = `${key} does not belong here: the proxy does not start with it`;
      return [refuses({ code: 'misplaced_key', path, message, fix: 'Move it to general_settings.' })];
    }
    const meant = known.has(key) || key === 'default_fallbacks' ? undefined : nearest(key, known);
    if (meant === undefined || key in SIMILAR) return [];
    const message = `LiteLLM does not know ${key} and ignores it`;
    return [explains({ code: 'unknown_setting', path, message, fix: `Did you mean ${meant}? Take it out otherwise.` })];
  });
}

/** Settings of LiteLLM that look like a misspelt one of ours. */
const SIMILAR: Readonly<Record<string, true>> = {
  max_retries: true,
  retry_after: true,
  default_max_parallel_requests: true,
};

/** Values of the file as it was that LiteLLM takes for something else; ours take their place. */
function misreadValues(before: PlainRecord): LitellmFinding[] {
  const {
    cooldown_time: cooldown,
    allowed_fails: fails,
    allowed_fails_policy: policy,
  } = recordOf(before['router_settings']);
  const found: LitellmFinding[] = [];
  if (cooldown === 0) {
    const message = 'cooldown_time: 0 means 5 s to LiteLLM';
    const fix = "It becomes the breaker's cooldown; disable_cooldowns turns cooldowns off.";
    found.push(tells({ code: 'cooldown_zero', path: 'router_settings.cooldown_time', message, fix }));
  }
  if (fails === 3 && !isRecord(policy)) {
    const message =
      'allowed_fails: 3 is the default and counts as unset: no number of failures cools a deployment down';
    const fix = 'allowed_fails_policy beside it makes it count.';
    found.push(tells({ code: 'allowed_fails_three', path: 'router_settings.allowed_fails', message, fix }));
  }
  return found;
}

function literalKeys(value: PlainRecord): LitellmFinding[] {
  const found = deploymentsOf(value).filter(({ params }) => {
    const key = textOf(params['api_key']);
    return key !== undefined && !key.startsWith('os.environ/') && /\w{12}/.test(key);
  });
  if (found.length === 0) return [];
  const message = `keys are written out in the file: ${found.map(({ group }) => group).join(', ')}`;
  const fix = 'Write os.environ/NAME, and set the variable for the proxy.';
  return [explains({ code: 'literal_key', path: `model_list[${found[0]?.index ?? 0}]`, message, fix })];
}

/**
 * The known traps of a whole file, hand-kept parts included. LiteLLM accepts most of them without a word.
 * @param before the file as it is
 * @param value the file as it would be written
 */
export function checkConfig(before: PlainRecord, value: PlainRecord): LitellmFinding[] {
  return [
    ...invalidDeployments(value),
    ...unknownTargets(value),
    ...settingKeys(value),
    ...policyKeys(value),
    ...misreadValues(before),
    ...chainsOfChains(value),
    ...otherHomes(value),
    ...literalKeys(value),
  ];
}
