import React from 'react';
import { css } from '@emotion/css';
import { retrySchedule, type TriggerRule } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { waits } from '../format/format.ts';

interface Props {
  readonly rule: Pick<TriggerRule, 'backoffFactor' | 'retries'>;
  /** The waits are drawn by lot, up to their length. */
  readonly jitter?: boolean;
  /** Milliseconds that the whole width stands for, so that previews below one another compare; absent = its own. */
  readonly scaleMs?: number;
  /** Without the words "before fallback", where a column says so. */
  readonly short?: boolean;
}

function total(schedule: readonly number[]): number {
  return schedule.reduce((sum, wait) => sum + wait, 0);
}

function Words({ schedule, jitter, short }: { schedule: readonly number[]; jitter: boolean; short: boolean }) {
  const length = waits(total(schedule));
  const whole = jitter ? t('retry.at-most', 'at most {{- length}}', { length }) : length;
  return (
    <>
      {schedule.map((wait) => waits(wait)).join(', ')}: <b>{whole}</b>
      {!short && ` ${t('retry.before-fallback', 'before fallback')}`}
    </>
  );
}

/** "2 s, 4 s, 8 s: 14 s before fallback" in words and, to scale, as a line: dots are attempts, hatched are waits. */
export function RetryPreview({ rule, jitter = false, scaleMs, short = false }: Props) {
  const styles = useStyles2(getStyles);
  const schedule = retrySchedule(rule);
  if (schedule.length === 0) {
    return <div className={styles.text}>{t('retry.none', 'Falls back at the first failure')}</div>;
  }
  const share = scaleMs === undefined ? 1 : Math.min(1, total(schedule) / scaleMs);
  return (
    <div>
      <div className={styles.text}>
        <Words schedule={schedule} jitter={jitter} short={short} />
      </div>
      <div className={styles.line} aria-hidden="true" style={{ width: `max(24px, ${share * 100}%)` }}>
        <i className={styles.attempt} />
        {schedule.map((wait, index) => (
          <React.Fragment key={index}>
            <i className={styles.wait} style={{ flexGrow: wait }} />
            <i className={styles.attempt} />
          </React.Fragment>
        ))}
        <i className={styles.end} />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    b: { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
  }),
  line: css({ alignItems: 'center', display: 'flex', marginTop: theme.spacing(0.75) }),
  attempt: css({ background: theme.colors.text.secondary, borderRadius: '50%', flex: 'none', height: 6, width: 6 }),
  wait: css({
    background: `repeating-linear-gradient(135deg, ${theme.colors.border.strong} 0 1px, transparent 1px 4px)`,
    flexBasis: 0,
    height: 6,
    margin: theme.spacing(0, 0.25),
  }),
  end: css({
    borderBottom: '5px solid transparent',
    borderLeft: `7px solid ${theme.colors.primary.main}`,
    borderTop: '5px solid transparent',
    flex: 'none',
    height: 0,
    marginLeft: theme.spacing(0.5),
    width: 0,
  }),
});
