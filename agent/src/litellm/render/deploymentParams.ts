import { secretForm, type LitellmFinding, type Model, type Provider } from '@understudy/contract';
import { explains } from '../file/finding.ts';
import type { PlainRecord } from '../file/plain.ts';
import { plainUrl, vendorOf, type Vendor } from './vendors.ts';

/** Stands where a server needs no key: without one LiteLLM would send it OPENAI_API_KEY, somebody else's secret. */
export const NO_KEY = 'not-needed';
/** The agent's own default (dialect azure-openai). */
const AZURE_API_VERSION = '2024-10-21';

/** What a deployment needs beside what the file says already. */
export interface DeploymentPlan {
  readonly params: PlainRecord;
  /** True: a key that the file has is kept, since ours cannot be written out. */
  readonly keepKey: boolean;
  readonly findings: readonly LitellmFinding[];
}

/** Variable for a key that cannot be written out: `openai-eu` becomes OPENAI_EU_API_KEY. */
function variableFor(provider: string): string {
  return `${provider.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_API_KEY`;
}

interface KeyPlan {
  readonly key: string;
  readonly keep: boolean;
  readonly findings: readonly LitellmFinding[];
}

function keyOf({ id, apiKey }: Provider): KeyPlan {
  if (apiKey === undefined) return { key: NO_KEY, keep: true, findings: [] };
  if (secretForm(apiKey) === 'env') {
    return { key: `os.environ/${apiKey.slice('env:'.length)}`, keep: false, findings: [] };
  }
  const name = variableFor(id);
  const finding = explains({
    code: 'key_variable',
    path: `providers["${id}"].apiKey`,
    message: `the key of ${id} is no env: reference, and LiteLLM's file never holds a key: it says os.environ/${name}`,
    fix: `Set ${name} for the proxy; unset, LiteLLM would send its default key to ${id}.`,
  });
  return { key: `os.environ/${name}`, keep: true, findings: [finding] };
}

interface HeadersPlan {
  readonly headers: PlainRecord;
  readonly findings: readonly LitellmFinding[];
}

function headersOf({ id, headers = {} }: Provider): HeadersPlan {
  const written: PlainRecord = {};
  const findings: LitellmFinding[] = [];
  for (const [name, text] of Object.entries(headers)) {
    if (secretForm(text) === 'env') written[name] = `os.environ/${text.slice('env:'.length)}`;
    else {
      findings.push(
        explains({
          code: 'header_left_out',
          path: `providers["${id}"].headers["${name}"]`,
          message: `the header ${name} of ${id} is left out: its value is sealed or in a file`,
          fix: 'Make it an env: reference, and set the variable for the proxy.',
        }),
      );
    }
  }
  return { headers: written, findings };
}

/** `api_base` as LiteLLM completes it: with its own path for Anthropic, without `/v1` for Ollama. */
function apiBase({ prefix }: Vendor, baseUrl: string): string {
  if (prefix === 'anthropic' || prefix === 'ollama_chat') return baseUrl.replace(/\/v1$/, '');
  if (prefix === 'azure') return baseUrl.replace(/\/openai(\/v1)?$/, '');
  return baseUrl;
}

/** `litellm_params` of a model. */
export function deploymentParams(model: Model, provider: Provider): DeploymentPlan {
  const baseUrl = plainUrl(provider.baseUrl);
  const vendor = vendorOf(provider.dialect, baseUrl);
  if (vendor === undefined) throw new Error(`no vendor for dialect ${provider.dialect}`);
  const name = `${vendor.prefix}/${model.upstreamModel ?? model.id}`;
  const { key, keep, findings } = keyOf(provider);
  const headers = headersOf(provider);
  const params: PlainRecord = { model: name };
  // Ollama's address is always said: without it LiteLLM starts a server of its own.
  if (vendor.baseUrl !== baseUrl || vendor.dialect === 'ollama') params['api_base'] = apiBase(vendor, baseUrl);
  if (vendor.dialect !== 'ollama') params['api_key'] = key;
  if (vendor.prefix === 'azure') params['api_version'] = provider.apiVersion ?? AZURE_API_VERSION;
  if (Object.keys(headers.headers).length > 0) params['extra_headers'] = headers.headers;
  return { params, keepKey: keep, findings: [...findings, ...headers.findings] };
}
