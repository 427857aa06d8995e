import type { Trigger } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { DASH, waits } from '../../../format/format.ts';
import { triggerName } from '../../../i18n/triggerName.ts';
import type { ChainBehaviour } from './chainBehaviour.ts';

/** Triggers in a row: "rate limit, quota". */
export function triggerList(triggers: readonly Trigger[]): string {
  return triggers.length === 0 ? DASH : triggers.map(triggerName).join(', ');
}

/** The line between the primary and its first fallback. */
export function hopWords(model: string, { waitedMs, jitter }: Pick<ChainBehaviour, 'waitedMs' | 'jitter'>): string {
  if (waitedMs === 0) return t('chains.hop.at-once', 'when {{- model}} fails, at once', { model });
  const time = waits(waitedMs);
  return jitter
    ? t('chains.hop.at-most', 'when {{- model}} fails, after at most {{- time}} of retries', { model, time })
    : t('chains.hop.up-to', 'when {{- model}} fails, after up to {{- time}} of retries', { model, time });
}

/** When a chain gives up. */
export function givesUpWords({ lastStep, totalMs }: Pick<ChainBehaviour, 'lastStep' | 'totalMs'>): string {
  const time = waits(totalMs);
  return lastStep === 0
    ? t('chains.gives-up.primary', 'after the primary, or {{- time}} in all', { time })
    : t('chains.gives-up.step', 'after step {{- step}}, or {{- time}} in all', { step: lastStep, time });
}
