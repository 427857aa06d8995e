import type { LitellmFinding } from '@understudy/contract';
import { explains, tells } from '../file/finding.ts';
import { listOf, recordOf, type PlainRecord } from '../file/plain.ts';

const SHADOWED = [
  'fallbacks',
  'context_window_fallbacks',
  'content_policy_fallbacks',
  'default_fallbacks',
  'num_retries',
  'max_fallbacks',
  'allowed_fails',
] as const;

/** Settings that also stand where LiteLLM looks next: they come into force where ours are empty. */
function litellmSettings(value: PlainRecord): LitellmFinding[] {
  const found = SHADOWED.filter((key) => key in recordOf(value['litellm_settings']));
  if (found.length === 0) return [];
  const message = `${found.join(', ')} stand in litellm_settings as well: router_settings win, unless they are empty`;
  return [
    explains({ code: 'settings_twice', path: 'litellm_settings', message, fix: 'Take them out of litellm_settings.' }),
  ];
}

function defaultFallbacks(value: PlainRecord): LitellmFinding[] {
  if (listOf(recordOf(value['router_settings'])['default_fallbacks']).length === 0) return [];
  const message =
    'default_fallbacks serve groups without an entry only: they never follow a chain, nor an exceeded context window or a refused content';
  return [
    explains({
      code: 'default_fallbacks',
      path: 'router_settings.default_fallbacks',
      message,
      fix: 'Write the fallbacks into each chain.',
    }),
  ];
}

function otherSources(value: PlainRecord): LitellmFinding[] {
  const general = recordOf(value['general_settings']);
  const found: LitellmFinding[] = [];
  if (general['store_model_in_db'] === true || 'database_url' in general) {
    const message = 'the proxy has a database: what is stored there comes over the file';
    const fix = 'Change fallbacks in one place only; Understudy writes the file.';
    found.push(explains({ code: 'database', path: 'general_settings', message, fix }));
  }
  if ('include' in value) {
    const message = 'the file includes others; Understudy reads and writes this one only';
    found.push(
      tells({ code: 'include', path: 'include', message, fix: 'Keep model_list and router_settings in this file.' }),
    );
  }
  return found;
}

/** Where else LiteLLM finds what this file says. */
export function otherHomes(value: PlainRecord): LitellmFinding[] {
  return [...litellmSettings(value), ...defaultFallbacks(value), ...otherSources(value)];
}
