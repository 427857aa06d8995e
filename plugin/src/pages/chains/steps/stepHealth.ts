import type { ModelResource } from '@understudy/contract';

/** How a model of a chain stands now. */
export type StepHealth =
  /** No such model in the registry. */
  | { readonly kind: 'missing' }
  /** Switched off: no chain calls it. */
  | { readonly kind: 'disabled'; readonly why: string }
  /** No chain calls it for another reason: its provider has no key that can be read. */
  | { readonly kind: 'no key'; readonly why: string }
  /** No call is made before the probe. */
  | { readonly kind: 'open'; readonly probeAt: string | null }
  /** A probe is under way or let through next. */
  | { readonly kind: 'half open' }
  /** As its calls of the last minutes say; `failedRate` is null without calls. */
  | { readonly kind: 'healthy' | 'degraded' | 'down' | 'unknown'; readonly failedRate: number | null };

/** Health of a step: what switches it off first, then its breaker, then its calls. */
export function stepHealth(model: ModelResource | undefined): StepHealth {
  if (model === undefined) return { kind: 'missing' };
  const { status } = model;
  if (status === undefined) return { kind: 'unknown', failedRate: null };
  const { health, blockedBy, breaker, recent } = status;
  if (health === 'disabled' || blockedBy !== null) {
    return { kind: health === 'disabled' ? 'disabled' : 'no key', why: blockedBy ?? status.reason };
  }
  if (breaker?.state === 'open') return { kind: 'open', probeAt: breaker.nextProbeAt };
  if (breaker?.state === 'half_open') return { kind: 'half open' };
  return { kind: health, failedRate: recent.attempts === 0 ? null : recent.failures / recent.attempts };
}
