import React, { memo } from 'react';
import type { PanelSettings } from '../PanelSettings.ts';
import type { FallbackRow } from '../rows/index.ts';
import { CostCell } from './CostCell.tsx';
import { NameLink } from './NameLink.tsx';
import { RateCell } from './RateCell.tsx';
import { shownCount } from './shownFigure.ts';
import type { TableStyles } from './tableStyles.ts';

interface Props {
  readonly row: FallbackRow;
  /** Its place in the whole table, from 1; the header is the first. */
  readonly position: number;
  readonly settings: PanelSettings;
  readonly styles: TableStyles;
}

/** One model; drawn again only when it says something else. */
export const TableRow = memo(function TableRow({ row, position, settings, styles }: Props) {
  const { layout } = settings;
  const fallback = fallbackName(row);
  return (
    <tr aria-rowindex={position}>
      <td className={styles.name} title={layout.apart ? row.model : names(row)}>
        <NameLink row={row} chainsUrl={settings.chainsUrl}>
          {row.model}
        </NameLink>
        {layout.fallback && !layout.apart && fallback !== '' && <span className={styles.dim}> → {fallback}</span>}
      </td>
      {layout.apart && (
        <td className={styles.name} title={[row.fallback, ...row.moreFallbacks].join(', ')}>
          {row.fallback !== undefined && <span className={styles.arrow}>→ </span>}
          {fallback}
        </td>
      )}
      <td className={styles.number}>
        <RateCell row={row} settings={settings} />
      </td>
      {layout.count && (
        <td className={styles.number}>
          {shownCount(row, 'fallbacks')}
          {row.total !== undefined && <span className={styles.dim}> / {shownCount(row, 'total')}</span>}
        </td>
      )}
      {layout.cost && (
        <td className={styles.number}>
          <CostCell row={row} settings={settings} styles={styles} />
        </td>
      )}
    </tr>
  );
});

function fallbackName({ fallback, moreFallbacks }: FallbackRow): string {
  if (fallback === undefined) return '';
  return moreFallbacks.length > 0 ? `${fallback} +${moreFallbacks.length}` : fallback;
}

function names({ model, fallback, moreFallbacks }: FallbackRow): string {
  return fallback === undefined ? model : `${model} → ${[fallback, ...moreFallbacks].join(', ')}`;
}
