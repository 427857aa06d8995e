import React from 'react';
import type { LastProven } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Tooltip } from '@grafana/ui';
import { exactTime, relativeTime } from '../../../format/format.ts';
import { triggerName } from '../../../i18n/triggerName.ts';

/** When a test of the chain was last answered. */
export function ProvenCell({ lastProven }: { readonly lastProven: LastProven | null }) {
  if (lastProven === null) return <span>{t('chains.row.never', 'never')}</span>;
  const { at, trigger, stale } = lastProven;
  const when = `${exactTime(at)}, ${triggerName(trigger)}`;
  const why = stale ? `${when}. ${t('chains.proven.stale', 'The chain has changed since.')}` : when;
  return (
    <Tooltip content={why}>
      <span>{relativeTime(at)}</span>
    </Tooltip>
  );
}
