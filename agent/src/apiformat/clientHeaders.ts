import type { IncomingHttpHeaders } from 'node:http';
import type { ApiError } from './errorBody.ts';

/** What a client says about its request in headers (configuration.md, "Data plane"). */
export interface ClientHeaders {
  readonly timeoutMs: number | null;
  readonly fallbacks: 'chain' | 'off' | readonly string[];
  readonly client: string | null;
  readonly tags: readonly string[];
  /** Headers that may go upstream. */
  readonly forwarded: Readonly<Record<string, string>>;
}

/** Client headers that a provider may see. Everything else (keys, cookies, addresses, account ids) stays here. */
const FORWARDED = [
  'anthropic-beta',
  'anthropic-version',
  'idempotency-key',
  'openai-beta',
  'traceparent',
  'tracestate',
  'user-agent',
] as const;

const MAX_TIMEOUT_MS = 86_400_000;
const CLIENT_ID = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,99}$/;

function invalid(param: string, message: string): { error: ApiError } {
  return { error: { code: 'invalid_request', param, message } };
}

function one(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  const text = Array.isArray(value) ? value.join(',') : value;
  return text === undefined || text.trim() === '' ? null : text.trim();
}

function list(text: string | null): string[] {
  if (text === null) return [];
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function forwarded(headers: IncomingHttpHeaders): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of FORWARDED) {
    const value = headers[name];
    if (typeof value === 'string') out[name] = value;
  }
  return out;
}

const NOTHING_SAID = { timeoutMs: null, fallbacks: 'chain', client: null, tags: [] } as const;

/** Reads the `x-understudy-*` request headers; a bad value is refused with its name and the fix. */
export function readClientHeaders(headers: IncomingHttpHeaders): ClientHeaders | { error: ApiError } {
  const timeout = one(headers, 'x-understudy-timeout-ms');
  const fallbacks = one(headers, 'x-understudy-fallbacks');
  const client = one(headers, 'x-understudy-client');
  const tags = one(headers, 'x-understudy-tags');
  const upstream = forwarded(headers);
  if (timeout === null && fallbacks === null && client === null && tags === null) {
    return { ...NOTHING_SAID, forwarded: upstream };
  }
  const timeoutMs = timeout === null ? null : Number(timeout);
  if (timeoutMs !== null && !(Number.isInteger(timeoutMs) && timeoutMs >= 1 && timeoutMs <= MAX_TIMEOUT_MS)) {
    return invalid(
      'x-understudy-timeout-ms',
      `header x-understudy-timeout-ms must be a whole number of milliseconds from 1 to ${MAX_TIMEOUT_MS}`,
    );
  }
  if (client !== null && !CLIENT_ID.test(client)) {
    return invalid(
      'x-understudy-client',
      'header x-understudy-client must be 1 to 100 characters of A-Z a-z 0-9 . _ : / @ + -',
    );
  }
  const listed = list(fallbacks);
  if (new Set(listed).size !== listed.length) {
    return invalid(
      'x-understudy-fallbacks',
      'header x-understudy-fallbacks names a model twice; name each once, or send "off"',
    );
  }
  return {
    timeoutMs,
    fallbacks: fallbacks === null ? 'chain' : fallbacks.toLowerCase() === 'off' ? 'off' : listed,
    client,
    tags: list(tags).slice(0, 20),
    forwarded: upstream,
  };
}

/** The key that a client presents: the bearer token or `x-api-key` (also Azure clients' `api-key`). */
export function presentedKey(headers: IncomingHttpHeaders): string | null {
  const { authorization } = headers;
  if (authorization !== undefined && /^bearer /i.test(authorization)) return authorization.slice(7).trim();
  return one(headers, 'x-api-key') ?? one(headers, 'api-key');
}
