import { deploymentsOf } from '../file/configFile.ts';
import { readFallbackList } from '../file/fallbackLists.ts';
import { listOf, recordOf, sameValue, type PlainRecord } from '../file/plain.ts';
import type { ProxyView } from './proxyClient.ts';

/** Lists that the proxy tells; it does not tell content_policy_fallbacks, which only a request can prove. */
const LISTS = ['fallbacks', 'context_window_fallbacks'] as const;
const NUMBERS = ['num_retries', 'timeout', 'allowed_fails', 'cooldown_time'] as const;

function entriesOf(list: unknown): PlainRecord {
  const { entries } = readFallbackList(list, '');
  // default_fallbacks are an entry of their own there.
  return Object.fromEntries([...entries].filter(([group]) => group !== '*'));
}

/** Values that are set: the proxy tells every key of a policy, null where none was given. */
function setValues(value: unknown): PlainRecord {
  return Object.fromEntries(Object.entries(recordOf(value)).filter(([, part]) => part !== null && part !== undefined));
}

function differs(key: string, file: PlainRecord, proxy: PlainRecord): boolean {
  const wanted = file[key];
  if (wanted === undefined || wanted === null) return false;
  if (LISTS.some((list) => list === key)) {
    // An empty list counts as none, and leaves it to litellm_settings.
    return listOf(wanted).length > 0 && !sameValue(entriesOf(wanted), entriesOf(proxy[key]));
  }
  if (key === 'retry_policy') return !sameValue(setValues(wanted), setValues(proxy[key]));
  return key in proxy && Number(wanted) !== Number(proxy[key]);
}

/** What the running proxy says otherwise than the file; empty = it runs the file. */
export function differences(file: PlainRecord, { settings, models }: ProxyView): string[] {
  const router = recordOf(file['router_settings']);
  const keys = [...LISTS, 'retry_policy', ...NUMBERS].filter((key) => differs(key, router, settings));
  const served = new Set(models);
  const missing = deploymentsOf(file)
    .map(({ group }) => group)
    .filter((group) => !group.includes('*') && !served.has(group));
  return [...keys, ...(missing.length === 0 ? [] : [`models ${[...new Set(missing)].slice(0, 5).join(', ')}`])];
}
