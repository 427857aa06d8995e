import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, TextLink, useStyles2 } from '@grafana/ui';
import { countdown } from '../../../format/format.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { triggerName } from '../../../i18n/triggerName.ts';
import { BASE_URL } from '../../../plugin.ts';
import type { OpenBreaker } from './openBreaker.ts';

interface Props {
  readonly breakers: readonly OpenBreaker[];
}

/** More than three lines are a table, not a strip. */
const SHOWN = 3;

function chainsUrl({ provider, upstreamModel }: OpenBreaker): string {
  return `${BASE_URL}/chains?${new URLSearchParams({ provider, upstreamModel }).toString()}`;
}

function Since({ breaker }: { readonly breaker: OpenBreaker }) {
  const now = useNow(1_000);
  if (breaker.share) {
    return (
      <>
        {t('overview.breaker.agents', '{{- agents}} of {{- total}} agents', {
          agents: breaker.share.agents,
          total: breaker.share.of,
        })}
      </>
    );
  }
  if (!breaker.nextProbeAt) return null;
  const left = Date.parse(breaker.nextProbeAt) - now;
  if (left <= 0) return <>{t('overview.breaker.probing', 'probes with the next request')}</>;
  return <>{t('overview.breaker.probe', 'probe in {{- left}}', { left: countdown(left) })}</>;
}

function Line({ breaker }: { readonly breaker: OpenBreaker }) {
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.item}>
      <span className={styles.what} title={`${breaker.provider} / ${breaker.upstreamModel}`}>
        <span className={styles.dim}>{breaker.provider} /</span> {breaker.upstreamModel}
      </span>
      {breaker.trigger !== null && <span className={styles.trigger}>{triggerName(breaker.trigger)}</span>}
      <span className={styles.dim}>
        <Since breaker={breaker} />
      </span>
      {breaker.chains !== undefined && (
        <TextLink href={chainsUrl(breaker)} inline variant="bodySmall">
          {breaker.chains === 1
            ? t('overview.breaker.chain', '1 chain')
            : t('overview.breaker.chains', '{{- count}} chains', { count: breaker.chains })}
        </TextLink>
      )}
    </li>
  );
}

/** Only there while a breaker is open: a line a breaker, no banner. */
export function BreakerStrip({ breakers }: Props) {
  const styles = useStyles2(getStyles);
  if (breakers.length === 0) return null;
  const shown = breakers.length > SHOWN ? breakers.slice(0, SHOWN) : breakers;
  return (
    <section className={styles.strip} aria-label={t('overview.breaker.title', 'Open breakers')}>
      <div className={styles.head}>
        <Icon name="bolt" className={styles.icon} />
        {breakers.length === 1
          ? t('overview.breaker.one', '1 breaker open')
          : t('overview.breaker.many', '{{- count}} breakers open', { count: breakers.length })}
      </div>
      <ul className={styles.list}>
        {shown.map((breaker) => (
          <Line key={`${breaker.provider} ${breaker.upstreamModel}`} breaker={breaker} />
        ))}
        {breakers.length > shown.length && (
          <li className={styles.item}>
            <TextLink href={`${BASE_URL}/models?tab=providers`} inline variant="bodySmall">
              {t('overview.breaker.more', '{{- count}} more', { count: breakers.length - shown.length })}
            </TextLink>
          </li>
        )}
      </ul>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.error.borderTransparent}`,
    borderLeft: `3px solid ${theme.colors.error.main}`,
    borderRadius: theme.shape.radius.default,
    display: 'flex',
    flexWrap: 'wrap',
    fontSize: theme.typography.bodySmall.fontSize,
    gap: theme.spacing(0.5, 3),
    padding: theme.spacing(1, 2),
  }),
  head: css({
    alignItems: 'center',
    display: 'flex',
    fontWeight: theme.typography.fontWeightMedium,
    gap: theme.spacing(0.75),
    whiteSpace: 'nowrap',
  }),
  icon: css({ color: theme.colors.error.text }),
  list: css({
    display: 'flex',
    flex: '1 1 280px',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 4),
    listStyle: 'none',
    minWidth: 0,
  }),
  item: css({
    alignItems: 'baseline',
    display: 'flex',
    gap: theme.spacing(1.5),
    maxWidth: '100%',
    whiteSpace: 'nowrap',
  }),
  what: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  trigger: css({ color: theme.colors.text.secondary }),
  dim: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
});
