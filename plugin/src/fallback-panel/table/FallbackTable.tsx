import React, { useMemo, useState, type UIEvent } from 'react';
import { useStyles2 } from '@grafana/ui';
import type { PanelSettings } from '../PanelSettings.ts';
import type { FallbackRow } from '../rows/index.ts';
import { columnWidths } from './columnWidths.ts';
import { HeaderCell } from './HeaderCell.tsx';
import { rowWindow } from './rowWindow.ts';
import type { Sort } from './sortRows.ts';
import { TableRow } from './TableRow.tsx';
import { getTableStyles } from './tableStyles.ts';
import { useSteadyOrder } from './useSteadyOrder.ts';

interface Props {
  readonly rows: readonly FallbackRow[];
  readonly settings: PanelSettings;
  readonly initialSort: Sort;
  /** Of the panel, in pixels: at least what is seen of the table. */
  readonly height: number;
}

/** The table: sorted, scrolled within itself, long lists drawn in part. */
export function FallbackTable({ rows, settings, initialSort, height }: Props) {
  const { layout } = settings;
  const styles = useStyles2(getTableStyles, layout.rowHeight);
  const order = useSteadyOrder(rows, initialSort);
  const [scrolled, setScrolled] = useState(0);
  const { first, end } = rowWindow(rows.length, layout.rowHeight, height, scrolled);
  const onScroll = ({ currentTarget }: UIEvent<HTMLDivElement>) => {
    const { scrollTop } = currentTarget;
    const next = rowWindow(rows.length, layout.rowHeight, height, scrollTop);
    if (next.first !== first || next.end !== end) setScrolled(scrollTop);
  };
  return (
    // A region that scrolls must be reachable by keyboard, or its rows are not.
    <div
      className={styles.scroll}
      tabIndex={0}
      role="region"
      aria-label="Models and their fallbacks"
      onScroll={onScroll}
    >
      <table
        className={styles.table}
        aria-rowcount={rows.length + Number(layout.header)}
        onPointerEnter={order.hold}
        onPointerLeave={order.release}
      >
        <Columns rows={rows} settings={settings} />
        {layout.header && <Head settings={settings} sort={order.sort} onSort={order.setSort} />}
        <tbody>
          <Spacer rows={first} rowHeight={layout.rowHeight} className={styles.spacer} />
          {order.rows.slice(first, end).map((row, index) => (
            <TableRow
              key={row.model}
              row={row}
              position={first + index + 1 + Number(layout.header)}
              settings={settings}
              styles={styles}
            />
          ))}
          <Spacer rows={rows.length - end} rowHeight={layout.rowHeight} className={styles.spacer} />
        </tbody>
      </table>
    </div>
  );
}

function Columns({ rows, settings }: Pick<Props, 'rows' | 'settings'>) {
  const { layout } = settings;
  const widths = useMemo(() => columnWidths(rows, settings), [rows, settings]);
  return (
    <colgroup>
      <col />
      {layout.apart && <col />}
      <col style={{ width: widths.rate }} />
      {layout.count && <col style={{ width: widths.count }} />}
      {layout.cost && <col style={{ width: widths.cost }} />}
    </colgroup>
  );
}

interface HeadProps {
  readonly settings: PanelSettings;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

function Head({ settings: { layout }, ...sorting }: HeadProps) {
  const together = layout.fallback && !layout.apart;
  return (
    <thead>
      <tr aria-rowindex={1}>
        <HeaderCell label={together ? 'Model → Fallback' : 'Model'} by="model" {...sorting} />
        {layout.apart && <HeaderCell label="Fallback" by="fallback" {...sorting} />}
        <HeaderCell label="Rate" by="rate" numeric {...sorting} />
        {layout.count && <HeaderCell label="Count" by="count" numeric {...sorting} />}
        {layout.cost && <HeaderCell label="Cost ×" by="cost" numeric {...sorting} />}
      </tr>
    </thead>
  );
}

/** The height of the rows that are not in the page. */
function Spacer({ rows, rowHeight, className }: { rows: number; rowHeight: number; className: string }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden="true" className={className}>
      <td className={className} style={{ height: rows * rowHeight }} />
    </tr>
  );
}
