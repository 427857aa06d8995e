import type { Json } from '../json.ts';

/** An error as a provider sends it. */
export interface ProviderError {
  status: number;
  /** An object is sent as JSON, text as an HTML page. */
  body: Json | string;
  headers?: Record<string, string>;
}

/** What an error text may speak of. */
export interface ErrorContext {
  model: string;
  endpoint: string;
  serial: number;
  message?: string | undefined;
  /** Seconds that the caller is told to wait. */
  retryAfter?: number | undefined;
}
