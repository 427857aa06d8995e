import React from 'react';
import { css, cx } from '@emotion/css';
import type { ProviderHealth } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';

/** How a provider or a step stands; `open` and `half_open` are states of a breaker. */
export type Health = ProviderHealth['health'] | 'open' | 'half_open';

function nameOf(health: Health): string {
  switch (health) {
    case 'healthy':
      return t('health.healthy', 'Healthy');
    case 'degraded':
      return t('health.degraded', 'Degraded');
    case 'half_open':
      return t('health.half-open', 'Breaker half-open');
    case 'down':
      return t('health.down', 'Down');
    case 'open':
      return t('health.open', 'Breaker open');
    case 'disabled':
      return t('health.disabled', 'Disabled');
    case 'unknown':
      return t('health.unknown', 'Unknown');
  }
}

const SHAPES = {
  healthy: 'disc',
  degraded: 'ring',
  half_open: 'ring',
  down: 'square',
  open: 'square',
  unknown: 'dashed',
  disabled: 'dashed',
} as const satisfies Record<Health, string>;

interface Props {
  readonly health: Health;
  /** The mark alone; its name is spoken. */
  readonly compact?: boolean;
  /** What is said instead of the health's own name, such as "No key" for what nobody calls. */
  readonly name?: string;
}

/** Health as a mark and its name: disc, ring, square, dashed ring, so that colour never speaks alone. */
export function HealthMark({ health, compact = false, name = nameOf(health) }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.health}>
      <span
        className={cx(styles.mark, styles[SHAPES[health]])}
        {...(compact ? { role: 'img', 'aria-label': name } : { 'aria-hidden': true })}
      />
      {!compact && name}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  health: css({ alignItems: 'center', display: 'inline-flex', gap: theme.spacing(0.75), whiteSpace: 'nowrap' }),
  mark: css({ borderRadius: theme.shape.radius.circle, flex: 'none', height: 8, width: 8 }),
  disc: css({ background: theme.colors.success.main }),
  ring: css({ border: `2px solid ${theme.colors.text.secondary}` }),
  square: css({ background: theme.colors.error.main, borderRadius: 1 }),
  dashed: css({ border: `1px dashed ${theme.colors.text.secondary}` }),
});
