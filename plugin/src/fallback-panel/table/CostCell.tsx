import React from 'react';
import type { PanelSettings } from '../PanelSettings.ts';
import type { FallbackRow } from '../rows/index.ts';
import { costText } from './costText.ts';
import type { TableStyles } from './tableStyles.ts';

interface Props {
  readonly row: FallbackRow;
  readonly settings: PanelSettings;
  readonly styles: TableStyles;
}

/** What a model's fallbacks cost against its primary, as an amber tag above the threshold. */
export function CostCell({ row, settings, styles }: Props) {
  const { text, high, quiet, explanation } = costText(row, settings.costThreshold, settings.currency);
  const explained = explanation !== undefined && styles.explained;
  return (
    <span
      className={[high && styles.tag, quiet && styles.dim, explained].filter(Boolean).join(' ')}
      title={explanation}
    >
      {high && <Triangle />}
      {text}
    </span>
  );
}

/** Drawn here: Grafana's `Icon` parses its file for each row that scrolls into view. */
function Triangle() {
  return (
    <svg
      width={14}
      height={14}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      aria-hidden="true"
    >
      <path d="M10.3 4.2 2.6 17.6a2 2 0 0 0 1.7 3h15.4a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0ZM12 10v4m0 3v.1" />
    </svg>
  );
}
