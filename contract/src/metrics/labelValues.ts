import { SKIP_REASONS, TRIGGERS } from '../triggers.ts';

/** A value that the configuration doesn't hold, or one that was folded. */
export const OTHER = 'other';
/** An empty dimension. */
export const NONE = 'none';

/** Furthest stage of a request that was considered. */
export const ROUTES = ['primary', 'fallback', 'cache', 'none'] as const;
export const OUTCOMES = ['success', 'error', 'client_error', 'cancelled', 'rejected'] as const;
/** Eligible for rates: these outcomes on these routes. */
export const ELIGIBLE_OUTCOMES = ['success', 'error'] as const;
export const ELIGIBLE_ROUTES = ['primary', 'fallback'] as const;

/** Why a step was left, or tried again. */
export const REASONS = [...new Set([...TRIGGERS, ...SKIP_REASONS, 'budget', OTHER])] as const;
/** How an attempt ended. */
export const ATTEMPT_RESULTS = ['success', 'cancelled', 'client_error', ...REASONS] as const;
/** How an attempt ended as the provider's own view sees it. */
export const PROVIDER_RESULTS = ['success', 'error', 'timeout'] as const;
export const MAX_POSITION = 9;
/** `0` = primary, `n` = nth fallback. */
export const POSITIONS = Array.from({ length: MAX_POSITION + 1 }, (_, position) => String(position));

export const REJECTION_REASONS = ['budget', 'paused', 'concurrency', 'rate_limit', 'auth', 'bad_request'] as const;
export const DISCONNECT_STAGES = ['queued', 'upstream', 'streaming'] as const;
export const TOKEN_TYPES = ['input', 'output'] as const;
export const TOKEN_DETAIL_TYPES = ['cache_read', 'cache_write', 'reasoning'] as const;
/** Operations by OpenTelemetry's conventions. */
export const GENAI_OPERATIONS = ['chat', 'text_completion', 'embeddings'] as const;
/** Why a call failed, by the same; empty = it did not. */
export const GENAI_ERRORS = ['', 'client_error', ...REASONS] as const;
export const USAGE_SOURCES = ['reported', 'estimated'] as const;
export const BASELINES = ['known', 'unknown'] as const;
export const PRICE_TYPES = ['input', 'output', 'cache_read', 'cache_write'] as const;
export const CIRCUIT_STATES = ['closed', 'open', 'half_open'] as const;
export const RELOAD_RESULTS = ['success', 'failure'] as const;
/** How a write of LiteLLM's file ended; `refused`: nothing was written; `down`: it is back and the proxy is not. */
export const LITELLM_RESULTS = ['success', 'unchanged', 'refused', 'rolled_back', 'down'] as const;
export type LitellmResult = (typeof LITELLM_RESULTS)[number];

/** Labels whose values are folded into `other` when the configuration doesn't hold them. */
export const FOLDED_LABELS = ['model', 'target'] as const;
export type FoldedLabel = (typeof FOLDED_LABELS)[number];

/** Where the configuration is kept. */
export const STORE_KINDS = ['file', 'redis'] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

/** What the store was doing when it failed. */
export const STORE_OPERATIONS = ['read', 'write', 'audit', 'events', 'usage', 'drills'] as const;
export type StoreOperation = (typeof STORE_OPERATIONS)[number];

/** Where an event was lost. */
export const EVENT_SINKS = ['log', 'metrics', 'audit', 'events', 'usage', 'traces'] as const;
export type EventSink = (typeof EVENT_SINKS)[number];

/** Characters and length that label values made from the configuration may have. */
export const LABEL_VALUE = /^[A-Za-z0-9._:/@+-]{1,100}$/;

/**
 * A value that is fit for a label: foreign characters become `_`, the rest beyond 100 characters is cut. A comma must never
 * get through: prom-client joins label values with it, and two label sets could become one.
 */
export function labelValue(raw: string): string {
  if (LABEL_VALUE.test(raw)) return raw;
  return raw === '' ? NONE : raw.slice(0, 100).replaceAll(/[^A-Za-z0-9._:/@+-]/g, '_');
}
