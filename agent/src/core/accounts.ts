import { isDeepStrictEqual } from 'node:util';
import { declaresCredential, type ConfigDocument, type Provider } from '@understudy/contract';
import type { ProviderAccount } from '../dialects/index.ts';
import type { SecretResolver } from '../store/index.ts';

/** Providers with their secrets resolved, and what could not be. */
export interface ResolvedAccounts {
  /** Providers that may be called. */
  readonly accounts: ReadonlyMap<string, ProviderAccount>;
  /** Of providers that are on; one sentence each; names variables and files, never a value. */
  readonly problems: readonly string[];
  /** Why a provider may not be called, by its id; those that are off included. */
  readonly refusals: ReadonlyMap<string, string>;
}

const DEFAULT_CONNECTIONS = 256;

/**
 * Resolves every enabled provider. One whose secret cannot be had is left out: its models are not called.
 * @param before accounts in force: one that did not change stays the same object, by which calls remember what they learned
 *   about its server
 */
export function resolveAccounts(
  document: ConfigDocument,
  resolve: SecretResolver,
  before: ReadonlyMap<string, ProviderAccount>,
): ResolvedAccounts {
  const accounts = new Map<string, ProviderAccount>();
  const problems: string[] = [];
  const refusals = new Map<string, string>();
  for (const provider of document.providers) {
    const account = resolveAccount(provider, resolve);
    if (typeof account === 'string') {
      refusals.set(provider.id, account);
      if (provider.enabled !== false) problems.push(`provider ${provider.id}: ${account}`);
    } else {
      accounts.set(provider.id, kept(account, before.get(provider.id)));
    }
  }
  return { accounts, problems, refusals };
}

function kept(account: ProviderAccount, before: ProviderAccount | undefined): ProviderAccount {
  return before !== undefined && isDeepStrictEqual(account, before) ? before : account;
}

function resolveAccount(provider: Provider, resolve: SecretResolver): ProviderAccount | string {
  if (!declaresCredential(provider)) return 'has no apiKey; set one, or location: local where it needs none';
  const context = `providers/${provider.id}`;
  const key = provider.apiKey === undefined ? null : resolve(provider.apiKey, `${context}/apiKey`);
  if (key !== null && 'problem' in key) return key.problem;
  const headers: Record<string, string> = {};
  for (const [name, text] of Object.entries(provider.headers ?? {})) {
    const value = resolve(text, `${context}/headers/${name.toLowerCase()}`);
    if ('problem' in value) return value.problem;
    headers[name.toLowerCase()] = value.value;
  }
  return {
    id: provider.id,
    dialect: provider.dialect,
    baseUrl: provider.baseUrl,
    apiKey: key?.value ?? null,
    apiVersion: provider.apiVersion ?? null,
    headers,
    maxConnections: provider.maxConnections ?? DEFAULT_CONNECTIONS,
  };
}

/** Whether everything that a call to the provider needs can be had now. */
export function hasUsableCredential(provider: Provider, resolve: SecretResolver): boolean {
  return typeof resolveAccount(provider, resolve) !== 'string';
}
