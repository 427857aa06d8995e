import type { BreakerSettings, Deadlines, PresetName } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { threshold, waits } from '../../format/format.ts';

/** What the breaker does, in a sentence made of its numbers. */
export function breakerSentence(breaker: BreakerSettings): string {
  if (!breaker.enabled) return t('policy.breaker.off', 'Off: a failing provider is called again and again.');
  const { failureThreshold, minRequests, failureRatio, windowMs, cooldownMs, maxCooldownMs } = breaker;
  const opens = t(
    'policy.breaker.opens',
    'Opens after {{- failures}} failures in a row, or when {{- ratio}} of at least {{- attempts}} attempts in {{- window}} fail.',
    {
      failures: failureThreshold,
      ratio: failureRatio === 0.5 ? t('policy.half', 'half') : threshold(failureRatio),
      attempts: minRequests,
      window: waits(windowMs),
    },
  );
  const cooldown = waits(cooldownMs);
  const probes =
    maxCooldownMs > cooldownMs
      ? t('policy.breaker.doubles', 'Probes again after {{- cooldown}}, then doubles up to {{- longest}}.', {
          cooldown,
          longest: waits(maxCooldownMs),
        })
      : t('policy.breaker.probes', 'Probes again after {{- cooldown}}.', { cooldown });
  return `${opens} ${probes}`;
}

/** What the deadlines mean for a client. */
export function deadlineSentence({ firstTokenMs, totalMs }: Deadlines): string {
  return t(
    'policy.deadlines.sentence',
    'A step has {{- first}} for its first token, a request {{- total}} in all. A client may lower the total, never raise it. Reasoning models have longer defaults.',
    { first: waits(firstTokenMs), total: waits(totalMs) },
  );
}

/** One line of what a preset means. */
export function presetSentence(preset: PresetName): string {
  switch (preset) {
    case 'patient':
      return t('policy.preset.patient', '3 retries with factor 2, then the next step.');
    case 'immediate':
      return t('policy.preset.immediate', 'No retries: the first failure moves to the next step.');
    case 'single':
      return t('policy.preset.single', 'No retries, and one fallback at most.');
  }
}

/** How far the policy is off its preset. */
export function offPresetSentence(triggers: number): string {
  if (triggers === 0) return t('policy.preset.same', 'Every trigger is as in the preset.');
  return triggers === 1
    ? t('policy.preset.differs-one', '1 trigger differs from the preset.')
    : t('policy.preset.differs', '{{- count}} triggers differ from the preset.', { count: triggers });
}
