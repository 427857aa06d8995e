import React, { type ReactNode } from 'react';
import { cx } from '@emotion/css';
import type { AuditEntry } from '@understudy/contract';
import { t, Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { ContentShape } from '../../../hooks/useContentWidth.ts';
import { getStyles } from '../events/eventList.styles.ts';
import { getColumns } from './auditList.styles.ts';
import { AuditRow } from './AuditRow.tsx';

interface Props {
  readonly items: readonly AuditEntry[];
  readonly shape: ContentShape;
  readonly timeZone: string;
  /** Number of the open entry; empty = none. */
  readonly open: string;
  readonly onToggle: (id: string) => void;
  /** Under the rows. */
  readonly children: ReactNode;
}

function Head({ shape }: { readonly shape: ContentShape }) {
  const styles = useStyles2(getStyles, shape);
  const columns = useStyles2(getColumns, shape);
  return (
    <div role="row" className={cx(styles.row, styles.head, columns)}>
      <span role="columnheader">
        <span className="sr-only">
          <Trans i18nKey="audit.column-open">Fields shown</Trans>
        </span>
      </span>
      {shape !== 'narrow' && (
        <>
          <span role="columnheader">
            <Trans i18nKey="audit.column-time">Time</Trans>
          </span>
          <span role="columnheader">
            <Trans i18nKey="audit.column-who">Who</Trans>
          </span>
          <span role="columnheader">
            <Trans i18nKey="audit.column-what">What</Trans>
          </span>
        </>
      )}
      <span role="columnheader">
        <Trans i18nKey="audit.column-change">Change</Trans>
      </span>
      <span role="columnheader" className={styles.number}>
        <Trans i18nKey="audit.column-revision">Revision</Trans>
      </span>
    </div>
  );
}

/** The audit, newest first; one entry at a time opens in place. */
export function AuditList({ items, shape, timeZone, open, onToggle, children }: Props) {
  const styles = useStyles2(getStyles, shape);
  return (
    <section className={styles.surface}>
      <div role="table" aria-label={t('activity.audit', 'Audit')}>
        <div role="rowgroup">
          <Head shape={shape} />
        </div>
        <div role="rowgroup">
          {items.map((entry) => (
            <AuditRow
              key={entry.id}
              entry={entry}
              shape={shape}
              timeZone={timeZone}
              open={String(entry.id) === open}
              onToggle={onToggle}
            />
          ))}
        </div>
      </div>
      {children}
    </section>
  );
}
