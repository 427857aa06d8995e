import React from 'react';
import { t } from '@grafana/i18n';
import { Tooltip } from '@grafana/ui';
import { exactTime, momentMs, relativeTime, type Moment } from '../format/format.ts';
import { useNow } from '../hooks/useNow.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How often the words can change, in milliseconds. */
function pace(age: number): number {
  if (age < MINUTE) return 1_000;
  return age < HOUR ? 10_000 : MINUTE;
}

interface Props {
  /** Null = it never happened. */
  readonly at: Moment;
}

/** How long ago, kept up to date; the exact time in a tooltip. */
export function RelativeTime({ at }: Props) {
  const ms = momentMs(at);
  return ms === undefined ? <span>{t('time.never', 'never')}</span> : <Known ms={ms} />;
}

function Known({ ms }: { readonly ms: number }) {
  const now = useNow(pace(Math.abs(useNow(MINUTE) - ms)));
  return (
    <Tooltip content={exactTime(ms)}>
      <time dateTime={new Date(ms).toISOString()}>{relativeTime(ms, now)}</time>
    </Tooltip>
  );
}
