import React, { memo, useId } from 'react';
import { cx } from '@emotion/css';
import type { AuditEntry } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { DASH, exactTime } from '../../../format/format.ts';
import type { ContentShape } from '../../../hooks/useContentWidth.ts';
import { getStyles } from '../events/eventList.styles.ts';
import { RowToggle } from '../events/RowToggle.tsx';
import { whenText } from '../whenText.ts';
import { AuditDetail } from './AuditDetail.tsx';
import { getColumns } from './auditList.styles.ts';
import { changeText, whatText } from './auditWords.ts';
import { useRevisionDiff } from './useRevisionDiff.ts';
import { useSeen } from './useSeen.ts';

interface Props {
  readonly entry: AuditEntry;
  readonly shape: ContentShape;
  readonly timeZone: string;
  readonly open: boolean;
  readonly onToggle: (id: string) => void;
}

/** Columns of the table. */
const COLUMNS = 6;

interface CellsProps extends Pick<Props, 'entry' | 'shape' | 'timeZone'> {
  readonly change: string;
}

function Change({ entry, shape, change }: CellsProps) {
  const styles = useStyles2(getStyles, shape);
  return <span className={cx(entry.outcome === 'refused' && styles.refused)}>{change}</span>;
}

function Cells(props: CellsProps) {
  const { entry, shape, timeZone, change } = props;
  const styles = useStyles2(getStyles, shape);
  return (
    <>
      <span role="cell" className={styles.time} title={exactTime(entry.at, timeZone)}>
        {whenText(entry.at, timeZone, 'min')}
      </span>
      <span role="cell" className={styles.cell} title={entry.author}>
        {entry.author}
      </span>
      <span role="cell" className={cx(styles.cell, styles.strong)} title={whatText(entry)}>
        {whatText(entry)}
      </span>
      <span role="cell" className={styles.cell} title={change}>
        <Change {...props} />
      </span>
    </>
  );
}

/** The same on three lines, for narrow pages. */
function Stacked(props: CellsProps) {
  const { entry, shape, timeZone } = props;
  const styles = useStyles2(getStyles, shape);
  return (
    <span role="cell" className={styles.cell}>
      <span className={styles.strong}>{whatText(entry)}</span>
      <br />
      <Change {...props} />
      <br />
      <span className={styles.small}>{`${whenText(entry.at, timeZone, 'min')}, ${entry.author}`}</span>
    </span>
  );
}

/** One entry of the audit: who did what, and what it changed. */
export const AuditRow = memo(function AuditRow({ entry, shape, timeZone, open, onToggle }: Props) {
  const styles = useStyles2(getStyles, shape);
  const columns = useStyles2(getColumns, shape);
  const [row, seen] = useSeen<HTMLDivElement>();
  // Only what is looked at is asked for: an audit has thousands of entries.
  const diff = useRevisionDiff(entry.revision, seen || open);
  const detailId = useId();
  const cells = { entry, shape, timeZone, change: changeText(entry, diff.data?.data.diff) };
  return (
    <>
      <div ref={row} role="row" className={cx(styles.row, styles.line, columns, open && styles.open)}>
        <span role="cell" className={styles.toggle}>
          <RowToggle
            open={open}
            controls={detailId}
            label={t('audit.show', 'Changes of {{- what}} by {{- author}}, {{- when}}', {
              what: whatText(entry),
              author: entry.author,
              when: whenText(entry.at, timeZone, 'min'),
            })}
            onToggle={() => onToggle(String(entry.id))}
          />
        </span>
        {shape === 'narrow' ? <Stacked {...cells} /> : <Cells {...cells} />}
        <span role="cell" className={styles.number}>
          {entry.revision ?? DASH}
        </span>
      </div>
      {open && (
        <div role="row" id={detailId}>
          <div role="cell" aria-colspan={COLUMNS} className={styles.detail}>
            <AuditDetail entry={entry} timeZone={timeZone} />
          </div>
        </div>
      )}
    </>
  );
});
