import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { useSettings } from '../../api/SettingsContext.ts';
import { relativeTime } from '../../format/format.ts';
import { useNow } from '../../hooks/useNow.ts';
import { usePrometheus } from '../../hooks/usePrometheus.ts';
import { agentsByConfiguration, agentsWithoutStore, newestScrapeAge } from '../../promql/fleet.ts';
import { SkeletonBar } from '../Skeleton.tsx';
import { Facts } from './Facts.tsx';
import { fleetOf } from './fleetOf.ts';

const EXPRESSIONS = {
  configurations: agentsByConfiguration({}),
  storeless: agentsWithoutStore({}),
  age: newestScrapeAge({}),
};

/** How many agents Prometheus knows, how old that is, and whether they all run the same. */
export function FleetFacts() {
  const styles = useStyles2(getStyles);
  const { prometheusUid } = useSettings();
  const { data, error, dataUpdatedAt } = usePrometheus('fleet', {
    uid: prometheusUid,
    expressions: EXPRESSIONS,
    rangeKey: 'now',
    rangeAt: (now) => ({ from: now, to: now }),
  });
  if (!data) {
    return error ? (
      <span className={styles.amber}>{t('scope.no-prometheus-answer', 'Prometheus does not answer')}</span>
    ) : (
      <SkeletonBar width={280} height={12} />
    );
  }
  const { agents, groups, differing } = fleetOf(data['configurations'] ?? []);
  const age = data['age']?.[0]?.values.at(-1);
  const storeless = data['storeless']?.[0]?.values.at(-1) ?? 0;
  const [onlyGroup] = groups;
  return (
    <Facts>
      {agents === 1 ? t('scope.agent', '1 agent') : t('scope.agents', '{{agents}} agents', { agents })}
      {groups.length === 1
        ? t('scope.group', 'group {{- group}}', { group: onlyGroup })
        : groups.length > 1 && t('scope.groups', '{{groups}} groups', { groups: groups.length })}
      {t('scope.from-prometheus', 'from Prometheus')}
      {age !== undefined && <Scraped at={dataUpdatedAt - age * 1_000} />}
      {differing > 0 && (
        <span className={styles.amber}>
          {differing === 1
            ? t('scope.differing-one', '1 agent on another configuration')
            : t('scope.differing', '{{agents}} agents on another configuration', { agents: differing })}
        </span>
      )}
      {storeless > 0 && (
        <span className={styles.amber}>
          {storeless === 1
            ? t('scope.storeless-one', '1 agent cannot reach its store')
            : t('scope.storeless', '{{agents}} agents cannot reach their store', { agents: storeless })}
        </span>
      )}
    </Facts>
  );
}

function Scraped({ at }: { readonly at: number }) {
  const now = useNow(1_000);
  return <>{t('scope.newest-scrape', 'newest scrape {{ago}}', { ago: relativeTime(at, Math.max(at, now)) })}</>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  amber: css({ color: theme.colors.warning.text, fontSize: theme.typography.bodySmall.fontSize }),
});
