import type { DialectName } from '@understudy/contract';
import { recordOf, textOf, type PlainRecord } from '../file/plain.ts';
import { NO_KEY } from '../render/deploymentParams.ts';
import { plainUrl, vendorOfPrefix, type Vendor } from '../render/vendors.ts';

/** A deployment of LiteLLM in Understudy's words. */
export interface Endpoint {
  readonly dialect: DialectName;
  readonly baseUrl: string;
  /** `env:NAME`; null = none is needed or none can be named. */
  readonly apiKey: string | null;
  readonly apiVersion: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly upstreamModel: string;
  /** What was left behind, for people. */
  readonly lost: readonly string[];
}

const REFERENCE = /^os\.environ\/(.+)$/;
/** Names without a prefix that LiteLLM knows by heart. */
const BARE: readonly (readonly [pattern: RegExp, prefix: string])[] = [
  [/^(gpt-|chatgpt-|o\d|text-embedding-)/, 'openai'],
  [/^claude-/, 'anthropic'],
];

function referenceOf(value: unknown): string | null {
  const name = REFERENCE.exec(textOf(value) ?? '')?.[1];
  return name === undefined ? null : `env:${name}`;
}

function vendorAndName(
  params: PlainRecord,
): { readonly vendor: Vendor; readonly name: string } | { readonly problem: string } {
  const model = textOf(params['model']);
  if (model === undefined) return { problem: 'it names no model' };
  const said = textOf(params['custom_llm_provider']);
  const slash = model.indexOf('/');
  const bare = BARE.find(([pattern]) => pattern.test(model))?.[1];
  const prefix = said ?? (slash > 0 && bare === undefined ? model.slice(0, slash) : bare);
  if (prefix === undefined) return { problem: `it does not say whose model ${model} is` };
  const vendor = vendorOfPrefix(prefix);
  if (vendor === undefined) return { problem: `Understudy does not speak to ${prefix}` };
  return { vendor, name: model.startsWith(`${prefix}/`) ? model.slice(prefix.length + 1) : model };
}

function baseUrlOf(vendor: Vendor, params: PlainRecord): string | null {
  const base = textOf(params['api_base']) ?? textOf(params['base_url']);
  if (base === undefined) return vendor.baseUrl;
  if (!/^https?:\/\//.test(base)) return null;
  const url = plainUrl(base);
  if (vendor.dialect === 'ollama') return url.endsWith('/v1') ? url : `${url}/v1`;
  if (vendor.dialect === 'anthropic') return url.replace(/(\/v1)?(\/messages)?$/, '');
  return url;
}

function keyOf(vendor: Vendor, params: PlainRecord, lost: string[]): string | null {
  const written = params['api_key'];
  const reference = referenceOf(written);
  if (reference !== null) return reference;
  if (written === NO_KEY) return null;
  if (textOf(written) !== undefined) {
    lost.push('its key, which is written out in the file');
    return null;
  }
  return vendor.defaultKey === null ? null : `env:${vendor.defaultKey}`;
}

function headersOf(params: PlainRecord, lost: string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(recordOf(params['extra_headers']))) {
    const reference = referenceOf(value);
    if (reference === null) lost.push(`its header ${name}, which is written out in the file`);
    else headers[name] = reference;
  }
  return headers;
}

/** Reads `litellm_params`; a problem where Understudy cannot call such a deployment. */
export function readDeployment(params: PlainRecord): Endpoint | { readonly problem: string } {
  const found = vendorAndName(params);
  if ('problem' in found) return found;
  const { vendor, name } = found;
  const baseUrl = baseUrlOf(vendor, params);
  if (baseUrl === null) return { problem: 'its api_base is missing or comes from a variable' };
  const lost: string[] = [];
  return {
    dialect: vendor.dialect,
    baseUrl,
    apiKey: keyOf(vendor, params, lost),
    apiVersion: vendor.dialect === 'azure-openai' ? (textOf(params['api_version']) ?? null) : null,
    headers: headersOf(params, lost),
    upstreamModel: name,
    lost,
  };
}
