import type { DialectName } from '@understudy/contract';

/** A provider as a call needs it: everything resolved, secrets in the clear. Immutable; made anew when settings change. */
export interface ProviderAccount {
  readonly id: string;
  readonly dialect: DialectName;
  /** As the provider documents it, for example `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** The credential's value; null for servers that need none. */
  readonly apiKey: string | null;
  /** azure-openai only; null = the dialect's default. */
  readonly apiVersion: string | null;
  /** Extra request headers, lower-case names; they win over everything else. Values may be secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** Upper bound of connections to the origin. */
  readonly maxConnections: number;
}

/** Accounts of the configuration in force, by provider id. */
export interface ProviderAccounts {
  get(id: string): ProviderAccount | undefined;
}
