import React from 'react';
import { css } from '@emotion/css';
import type { AlertSeverity } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { RelativeTime } from '../../../components/RelativeTime.tsx';
import { placeName } from '../alertWords.ts';
import type { Instance, Place } from '../rules/ruleState.ts';
import { StateMark } from './StateMark.tsx';

/** Labels that the rule gives every alert, or that Grafana adds. */
const SAID_ELSEWHERE = new Set(['alertname', 'severity', 'grafana_folder', 'slo', '__name__']);
/** More would push the rest of the rule out of sight. */
const MOST = 20;

interface Props {
  readonly places: readonly Place[];
  readonly severity: AlertSeverity;
}

function LabelWords({ labels }: { readonly labels: Instance['labels'] }) {
  const told = Object.entries(labels).filter(([name, value]) => !SAID_ELSEWHERE.has(name) && value !== '');
  // What it is about comes before where it was seen.
  const [about, where] = [told.filter(([name]) => name === 'model'), told.filter(([name]) => name !== 'model')];
  return (
    <>
      {about.map(([name, value]) => (
        <strong key={name}>{value} </strong>
      ))}
      {where.map(([name, value]) => `${name}=${value}`).join(' · ')}
    </>
  );
}

/** What a rule found: about what, since when, in words; nothing where it found nothing. */
export function InstanceList({ places, severity }: Props) {
  const styles = useStyles2(getStyles);
  const found = places.flatMap(({ kind, instances }) => instances.map((instance) => ({ kind, instance })));
  if (found.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t('alerts.instances', 'What it found')}>
      {found.slice(0, MOST).map(({ kind, instance }) => (
        <li key={`${kind} ${JSON.stringify(instance.labels)}`} className={styles.item}>
          <StateMark state={instance.state} severity={severity} />
          <div className={styles.what}>
            <LabelWords labels={instance.labels} />
            {instance.text !== '' && <div className={styles.text}>{instance.text}</div>}
          </div>
          <span className={styles.where}>
            {placeName(kind)}
            {instance.since !== undefined && (
              <>
                {', '}
                <RelativeTime at={instance.since} />
              </>
            )}
          </span>
        </li>
      ))}
      {found.length > MOST && (
        <li className={styles.text}>
          {t('alerts.instances-more', 'And {{- more}} more.', { more: found.length - MOST })}
        </li>
      )}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), listStyle: 'none', margin: 0 }),
  item: css({
    alignItems: 'start',
    display: 'grid',
    gap: theme.spacing(0.5, 2),
    gridTemplateColumns: 'minmax(80px, auto) minmax(0, 1fr) auto',
    overflowWrap: 'anywhere',
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  what: css({ minWidth: 0 }),
  text: css({ color: theme.colors.text.secondary }),
  where: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
