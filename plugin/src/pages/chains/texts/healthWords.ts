import { t } from '@grafana/i18n';
import { countdown, rate } from '../../../format/format.ts';
import type { StepHealth } from '../steps/stepHealth.ts';

/** Health of a step in a word or two. */
export function healthTitle(health: StepHealth): string {
  switch (health.kind) {
    case 'missing':
      return t('chains.health.missing', 'Not in the registry');
    case 'disabled':
      return t('chains.health.disabled', 'Disabled');
    case 'no key':
      return t('chains.health.no-key', 'No key');
    case 'open':
      return t('chains.health.open', 'Breaker open');
    case 'half open':
      return t('chains.health.half-open', 'Breaker half-open');
    case 'healthy':
      return t('chains.health.healthy', 'Healthy');
    case 'degraded':
      return t('chains.health.degraded', 'Degraded');
    case 'down':
      return t('chains.health.down', 'Down');
    case 'unknown':
      return t('chains.health.unknown', 'Unknown');
  }
}

/** What stands below it, at `now` (epoch ms). */
export function healthDetail(health: StepHealth, now: number): string {
  switch (health.kind) {
    case 'missing':
    case 'disabled':
    case 'no key':
      return t('chains.health.skipped', 'skipped');
    case 'open':
      return health.probeAt === null
        ? t('chains.health.probe-next', 'probe next')
        : t('chains.health.probe-in', 'probe in {{- time}}', { time: countdown(Date.parse(health.probeAt) - now) });
    case 'half open':
      return t('chains.health.probing', 'probing');
    default:
      return health.failedRate === null
        ? t('chains.health.no-calls', 'no calls lately')
        : t('chains.health.failed', '{{- rate}} failed', { rate: rate(health.failedRate) });
  }
}
