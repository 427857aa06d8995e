import type { BreakerSettings, Deadlines } from '@understudy/contract';
import { t } from '@grafana/i18n';
import type { NumberRange } from '../../components/NumberField.tsx';

/** A number of the form: how it is named, and how the document's unit becomes the form's. */
export interface PolicyField<Name extends string> {
  readonly field: Name;
  readonly label: string;
  readonly range: NumberRange;
  /** One unit of the form in units of the document: 1000 for seconds of milliseconds. */
  readonly scale: number;
}

const DAY_IN_SECONDS = 86_400;

function seconds<Name extends string>(field: Name, label: string, min = 0.1): PolicyField<Name> {
  return { field, label, range: { min, max: DAY_IN_SECONDS, step: 0.1, unit: 's' }, scale: 1000 };
}

export type BreakerField = Exclude<keyof BreakerSettings, 'enabled'>;

/** Numbers of the breaker, in the order of the form. */
export function breakerFields(): readonly PolicyField<BreakerField>[] {
  return [
    {
      field: 'failureThreshold',
      label: t('policy.field.failures', 'Failures in a row'),
      range: { min: 1, max: 10_000 },
      scale: 1,
    },
    {
      field: 'failureRatio',
      label: t('policy.field.ratio', 'Failure ratio'),
      range: { min: 1, max: 100, unit: '%' },
      scale: 0.01,
    },
    {
      field: 'minRequests',
      label: t('policy.field.at-least', 'At least'),
      range: { min: 1, max: 1_000_000, unit: t('policy.unit.attempts', 'attempts') },
      scale: 1,
    },
    seconds('windowMs', t('policy.field.window', 'Window')),
    seconds('cooldownMs', t('policy.field.cooldown', 'Cooldown')),
    seconds('maxCooldownMs', t('policy.field.max-cooldown', 'Longest cooldown')),
    { field: 'probes', label: t('policy.field.probes', 'Probes at once'), range: { min: 1, max: 100 }, scale: 1 },
  ];
}

/** Deadlines, in the order in which a request meets them. */
export function deadlineFields(): readonly PolicyField<keyof Deadlines>[] {
  return [
    seconds('connectMs', t('policy.field.connect', 'Connect')),
    seconds('firstTokenMs', t('policy.field.first-token', 'First token')),
    seconds('idleMs', t('policy.field.idle', 'Between chunks')),
    seconds('attemptMs', t('policy.field.attempt', 'Attempt')),
    seconds('totalMs', t('policy.field.total', 'Whole request')),
  ];
}

/** The longest Retry-After that is waited for; 0 = none. */
export function retryAfterField(): PolicyField<'maxRetryAfterMs'> {
  return seconds('maxRetryAfterMs', t('policy.field.retry-after', 'Longest Retry-After'), 0);
}

/** From the document's unit to the form's. */
export function toForm({ scale }: PolicyField<string>, value: number): number {
  return Number((value / scale).toPrecision(12));
}

/** From the form's unit to the document's. */
export function toDocument({ scale }: PolicyField<string>, value: number): number {
  const exact = value * scale;
  return scale >= 1 ? Math.round(exact) : Number(exact.toPrecision(12));
}
