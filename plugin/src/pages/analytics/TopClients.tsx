import React from 'react';
import { css } from '@emotion/css';
import { listClients } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { PanelChrome, useStyles2 } from '@grafana/ui';
import { QueryState } from '../../components/QueryState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { count } from '../../format/format.ts';
import { ianaTimeZone } from '../../hooks/timeZone.ts';
import { useAgentQuery } from '../../hooks/useAgentQuery.ts';

const DAYS = 30;
const MOST = 8;

/** Clients whose requests fell back most, as this agent counted them: clients are no label of a metric. */
export function TopClients() {
  const styles = useStyles2(getStyles);
  const query = useAgentQuery(listClients, { query: { days: DAYS, limit: MOST, tz: ianaTimeZone() } });
  return (
    <PanelChrome
      title={t('analytics.clients', 'Top clients by fallbacks')}
      description={t('analytics.clients-note', 'This agent, the last {{- days}} days.', { days: DAYS })}
    >
      <QueryState query={query} skeleton={<Skeleton rows={MOST} rowHeight={24} />}>
        {({ data }) => {
          const most = Math.max(1, ...data.items.map(({ fallbacks }) => fallbacks));
          if (data.items.length === 0) {
            return <p className={styles.none}>{t('analytics.no-clients', 'No request yet.')}</p>;
          }
          return (
            <ul className={styles.list}>
              {data.items.map((item) => (
                <li key={item.client} className={styles.row}>
                  <span className={styles.name} title={item.client}>
                    {item.client}
                  </span>
                  <span className={styles.track} aria-hidden="true">
                    <span className={styles.bar} style={{ width: `${(item.fallbacks / most) * 100}%` }} />
                  </span>
                  <span className={styles.value}>{count(item.fallbacks)}</span>
                </li>
              ))}
            </ul>
          );
        }}
      </QueryState>
    </PanelChrome>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  none: css({ color: theme.colors.text.secondary }),
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), listStyle: 'none' }),
  row: css({
    alignItems: 'center',
    display: 'grid',
    gap: theme.spacing(1.5),
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 2fr) auto',
  }),
  name: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  track: css({ height: theme.spacing(1) }),
  bar: css({ background: theme.colors.primary.main, display: 'block', height: '100%', minWidth: 2 }),
  value: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums', textAlign: 'right' }),
});
