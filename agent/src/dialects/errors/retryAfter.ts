import type { IncomingHttpHeaders } from 'node:http';
import { asObject, asText } from '../jsonAccess.ts';
import type { ErrorBody } from './errorBody.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 0.000001,
};
const GO_DURATION = /^(\d+(\.\d+)?(h|ms|m|s|us|µs|ns))+$/;
const GO_TERM = /(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g;
const NUMBER = /^\d+(\.\d+)?$/;
const LIMITS = ['requests', 'tokens'] as const;
const ANTHROPIC_LIMITS = ['requests', 'tokens', 'input-tokens', 'output-tokens'] as const;

function headerText(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  if (value === undefined) return null;
  return (Array.isArray(value) ? (value[0] ?? '') : value).trim();
}

/** @returns ms; null where the text is no duration of Go's kind ("1s", "6m0s", "250ms") or plain seconds */
function goDurationMs(text: string): number | null {
  if (NUMBER.test(text)) return Number(text) * 1_000;
  if (!GO_DURATION.test(text)) return null;
  let ms = 0;
  for (const [, amount, unit] of text.matchAll(GO_TERM)) ms += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0);
  return ms;
}

function untilMs(date: string, wallMs: number): number | null {
  const at = Date.parse(date);
  return Number.isNaN(at) ? null : Math.max(0, at - wallMs);
}

function fromRetryAfter(headers: IncomingHttpHeaders, wallMs: number): number | null {
  const ms = headerText(headers, 'retry-after-ms');
  if (ms !== null && NUMBER.test(ms)) return Number(ms);
  const text = headerText(headers, 'retry-after');
  if (text === null) return null;
  return NUMBER.test(text) ? Number(text) * 1_000 : untilMs(text, wallMs);
}

/** Only limits that are used up say when to come back. */
function isUsedUp(headers: IncomingHttpHeaders, name: string): boolean {
  const remaining = headerText(headers, name);
  return remaining !== null && Number.parseFloat(remaining) === 0;
}

function fromResets(headers: IncomingHttpHeaders, wallMs: number): number | null {
  const waits: (number | null)[] = [];
  for (const limit of LIMITS) {
    const reset = headerText(headers, `x-ratelimit-reset-${limit}`);
    if (reset !== null && isUsedUp(headers, `x-ratelimit-remaining-${limit}`)) waits.push(goDurationMs(reset));
  }
  for (const limit of ANTHROPIC_LIMITS) {
    const reset = headerText(headers, `anthropic-ratelimit-${limit}-reset`);
    if (reset !== null && isUsedUp(headers, `anthropic-ratelimit-${limit}-remaining`)) {
      waits.push(untilMs(reset, wallMs));
    }
  }
  const known = waits.filter((wait) => wait !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** Google's `RetryInfo`: `{"@type": "…RetryInfo", "retryDelay": "34s"}`. */
function fromDetails(error: ErrorBody | null): number | null {
  for (const detail of error?.details ?? []) {
    const delay = asText(asObject(detail)?.retryDelay);
    if (delay !== '') return goDurationMs(delay);
  }
  return null;
}

/**
 * How long the provider asks to wait, in whole ms: `retry-after-ms`, `Retry-After` (seconds or an HTTP date), Google's
 * `RetryInfo`, or the latest of the reset headers whose limit is used up (OpenAI, Azure, Groq; Anthropic).
 * @param wallMs the time, in ms since the epoch
 * @returns null = not said
 */
export function retryAfterMs(headers: IncomingHttpHeaders, wallMs: number, error: ErrorBody | null): number | null {
  const ms = fromRetryAfter(headers, wallMs) ?? fromDetails(error) ?? fromResets(headers, wallMs);
  return ms === null ? null : Math.ceil(ms);
}
